namespace Coupling.Processes.Tests.Captures;

/// <summary>Counting by sequence numbers, as a retransmitting, reordering and losing network has them.</summary>
public sealed class CapturedBytesTests
{
    [Fact]
    public void Nothing_said_is_zero_bytes() => Assert.Equal(new CapturedBytes(0, 0, 0), Of((1, 0, true)));

    [Fact]
    public void Segments_add_up_in_any_order() => Assert.Equal(new CapturedBytes(60, 0, 0), Of((31, 30, true), (1, 10, false), (11, 20, false)));

    [Fact]
    public void What_is_sent_again_counts_once_however_it_is_cut() =>
        Assert.Equal(new CapturedBytes(60, 0, 65), Of((1, 10, false), (11, 50, true), (1, 30, false), (6, 20, false), (46, 15, true)));

    [Fact]
    public void A_probe_below_what_was_acknowledged_counts_nothing() => Assert.Equal(new CapturedBytes(10, 0, 1), Of((1, 10, true), (0, 1, false)));

    [Fact]
    public void A_hole_is_told_from_silence() => Assert.Equal(new CapturedBytes(40, 20, 0), Of((1, 10, false), (31, 30, true)));

    [Fact]
    public void A_hole_at_the_end_is_told_by_the_FIN() => Assert.Equal(new CapturedBytes(10, 50, 0), Of((1, 10, false), (61, 0, true)));

    [Fact]
    public void Without_its_end_nobody_knows_what_is_missing() => Assert.Null(Of((1, 10, false)).Missing);

    private static CapturedBytes Of(params (long Sequence, int Length, bool Ends)[] segments) =>
        CapturedBytes.Of(segments.Select(segment => new Segment(0, "a", "b", segment.Sequence, segment.Length, Opens: false, segment.Ends)));
}
