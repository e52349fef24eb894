using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>What lockstep promises to a protocol: each unit's conversation is as if it were alone.</summary>
public class LockstepContractTests
{
    private const int Units = 5000;

    private static readonly Chatter Alone = Run(new Chatter(Units), width: 1).Chatter;

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(Units)]
    public void Transcripts_do_not_depend_on_the_width(int width) => AssertAsIfAlone(Run(new Chatter(Units), width).Chatter);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 7)]
    [InlineData(4096, 64)]
    [InlineData(512, 512)]
    public void Transcripts_do_not_depend_on_nesting(int width, int group) =>
        AssertAsIfAlone(Run(new Chatter(Units), width, group).Chatter);

    [Fact]
    public void A_lockstep_of_locksteps_of_locksteps_is_a_lockstep()
    {
        var chatter = new Chatter(512);
        BatchRunner Side(Role role) => new(role, 8, (octet, outer) =>
            new Lockstep.Lockstep(8, (row, middle) =>
                new Lockstep.Lockstep(8, (column, inner) =>
                    chatter.ConverseAsync(role, (((octet * 8) + row) * 8) + column, inner)).RunAsync(role, middle)).RunAsync(role, outer));
        Recording.Of(Side(Role.Alice), Side(Role.Bob));
        AssertAsIfAlone(chatter);
    }

    [Fact]
    public void Nesting_does_not_change_a_bit_of_any_frame()
    {
        var flat = Run(new Chatter(Units), width: 4096).Frames;
        var nested = Run(new Chatter(Units), width: 4096, group: 16).Frames;
        Assert.Equal(flat.Count, nested.Count);
        Assert.All(flat.Zip(nested), pair =>
        {
            Assert.Equal(pair.First.Speaker, pair.Second.Speaker);
            Assert.Equal(pair.First.Frame.BitLength, pair.Second.Frame.BitLength);
            Assert.True(pair.First.Frame.Bits.Span.SequenceEqual(pair.Second.Frame.Bits.Span));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Payload_bits_are_the_widths_and_nothing_else(int width)
    {
        (Chatter chatter, var frames) = Run(new Chatter(Units), width);
        foreach (Role speaker in Enum.GetValues<Role>())
        {
            long widths = Enumerable.Range(0, Units).Sum(unit => chatter.SaidBits(speaker, unit));
            Assert.Equal(widths, frames.Where(frame => frame.Speaker == speaker).Sum(frame => frame.Frame.BitLength));
        }
    }

    [Fact]
    public void Sent_and_received_bits_are_counted_per_unit()
    {
        var chatter = new Chatter(300);
        (BatchRunner alice, BatchRunner bob) = Sides(chatter, first: 0, count: 300, group: 1);
        Recording.Of(alice, bob);
        Assert.All(Enumerable.Range(0, 300), unit =>
        {
            Assert.Equal(chatter.SaidBits(Role.Alice, unit), alice.SentBits(unit));
            Assert.Equal(chatter.SaidBits(Role.Alice, unit), bob.ReceivedBits(unit));
            Assert.Equal(chatter.SaidBits(Role.Bob, unit), bob.SentBits(unit));
            Assert.Equal(chatter.SaidBits(Role.Bob, unit), alice.ReceivedBits(unit));
        });
    }

    [Fact]
    public void Turns_alternate_and_each_is_one_frame()
    {
        (BatchRunner alice, BatchRunner bob) = Sides(new Chatter(4096), first: 0, count: 4096, group: 1);
        var frames = Recording.Of(alice, bob);
        Assert.Equal(Role.Alice, frames[0].Speaker);
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.NotEqual(pair.First.Speaker, pair.Second.Speaker));
        Assert.Equal(frames.Count(frame => frame.Speaker == Role.Alice), alice.TurnsSpoken);
        Assert.Equal(frames.Count(frame => frame.Speaker == Role.Bob), bob.TurnsSpoken);
    }

    [Fact]
    public void The_toy_is_irregular_enough()
    {
        var transcripts = Enumerable.Range(0, Units).Select(unit => Alone.Transcript(Role.Alice, unit)).ToList();
        Assert.Contains(transcripts, transcript => transcript.Count == 0);
        Assert.Contains(transcripts, transcript => transcript is [{ Speaker: Role.Alice, Width: > 0 }, ..]);
        Assert.Contains(transcripts, transcript => transcript is [{ Speaker: Role.Bob, Width: > 0 }, ..]);
        Assert.Contains(transcripts, transcript => transcript.Count > 50);
        Assert.Contains(transcripts, transcript => transcript.Any(utterance => utterance.Width == 0));
        Assert.Contains(transcripts, transcript => transcript.Any(utterance => utterance.Width == 64));
    }

    private static void AssertAsIfAlone(Chatter chatter) =>
        Assert.All(Enumerable.Range(0, chatter.Units), unit =>
        {
            Assert.Equal(chatter.Transcript(Role.Alice, unit), chatter.Transcript(Role.Bob, unit));
            Assert.Equal(Alone.Transcript(Role.Alice, unit), chatter.Transcript(Role.Alice, unit));
        });

    private static (Chatter Chatter, List<(Role Speaker, Frame Frame)> Frames) Run(Chatter chatter, int width, int group = 1)
    {
        var frames = new List<(Role Speaker, Frame Frame)>();
        for (int first = 0; first < chatter.Units; first += width)
        {
            (BatchRunner alice, BatchRunner bob) = Sides(chatter, first, Math.Min(width, chatter.Units - first), group);
            frames.AddRange(Recording.Of(alice, bob));
        }

        return (chatter, frames);
    }

    private static (BatchRunner Alice, BatchRunner Bob) Sides(Chatter chatter, int first, int count, int group)
    {
        BatchRunner Side(Role role) => group == 1
            ? new(role, count, (unit, wire) => chatter.ConverseAsync(role, first + unit, wire))
            : new(role, (count + group - 1) / group, (index, wire) => Group(role, index * group, wire));

        ValueTask Group(Role role, int start, IBitWire wire) =>
            new Lockstep.Lockstep(Math.Min(group, count - start), (unit, inner) => chatter.ConverseAsync(role, first + start + unit, inner))
                .RunAsync(role, wire);

        return (Side(Role.Alice), Side(Role.Bob));
    }
}
