namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>What a coordinator, or a party, with a planted bug would send otherwise. The default is an honest one.</summary>
internal sealed record Leak
{
    /// <summary>The message that it sends instead of this one, by path.</summary>
    public Func<string, byte[], byte[]> Message { get; init; } = (_, message) => message;

    /// <summary>What the party answers instead of this message, by path.</summary>
    public Func<string, byte[], byte[]> Answer { get; init; } = (_, message) => message;

    /// <summary>A header that it adds to every call.</summary>
    public (string Name, string Value)? Header { get; init; }
}
