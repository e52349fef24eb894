using System.Collections.Concurrent;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>One call that passed a tap.</summary>
/// <param name="Path">The method.</param>
/// <param name="Headers">All that came with the request, as `name: value`.</param>
internal sealed record RecordedCall(string Path, IReadOnlyList<string> Headers)
{
    /// <summary>The messages of the request, as the server gets them.</summary>
    public ConcurrentQueue<byte[]> Requests { get; } = new();

    /// <summary>The messages of the response.</summary>
    public ConcurrentQueue<byte[]> Responses { get; } = new();
}
