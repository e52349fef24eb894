namespace Coupling.Processes.Tests.Captures;

/// <summary>The payload that one end of a connection sent, as its packets have it; what was sent twice counts once.</summary>
/// <param name="Bytes">Distinct bytes of payload.</param>
/// <param name="Missing">
/// Bytes below the end of the stream that no captured packet has: holes of the capture, not of the meters. Null if the end of the
/// stream was not captured.
/// </param>
/// <param name="Again">Bytes that were sent more than once.</param>
internal sealed record CapturedBytes(long Bytes, long? Missing, long Again)
{
    /// <summary>Counts the segments of one connection in one direction.</summary>
    public static CapturedBytes Of(IEnumerable<Segment> segments)
    {
        long bytes = 0;
        long sent = 0;
        long next = 1;
        long? end = null;
        foreach (Segment segment in segments.OrderBy(segment => segment.Sequence))
        {
            long after = segment.Sequence + segment.Length;
            sent += segment.Length;
            bytes += Math.Max(0, after - Math.Max(next, segment.Sequence));
            next = Math.Max(next, after);
            end = segment.Ends ? after - 1 : end;
        }

        return new CapturedBytes(bytes, end - bytes, sent - bytes);
    }
}
