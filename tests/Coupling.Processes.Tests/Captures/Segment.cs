namespace Coupling.Processes.Tests.Captures;

/// <summary>One captured TCP segment.</summary>
/// <param name="Stream">The connection, as tshark numbers them.</param>
/// <param name="From">address:port of its sender.</param>
/// <param name="To">address:port of its receiver.</param>
/// <param name="Sequence">Of its first byte; the SYN is 0, so that the first byte of the payload is 1.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Opens">It is the first of its connection: a SYN without an ACK.</param>
/// <param name="Ends">It has a FIN: its sender says nothing more.</param>
internal sealed record Segment(int Stream, string From, string To, long Sequence, int Length, bool Opens, bool Ends);
