using Coupling.Protocols;

namespace Coupling.Cli.Benching;

/// <summary>A mode, ready to draw.</summary>
internal interface IDraw
{
    /// <summary>The rounds that a run draws at once.</summary>
    int Batch { get; }

    /// <summary>How many parties draw: one of a silent mode, both of one that speaks.</summary>
    int Parties { get; }

    /// <summary>Draws so many rounds that were not drawn before.</summary>
    void Draw(int rounds);

    /// <summary>Sets a mode up on a pair.</summary>
    static IDraw Of(Protocol protocol, BenchPair pair) => protocol switch
    {
        SilentProtocol silent => new SilentDraw(silent, pair.Alice),
        ConversingProtocol conversing => new ConversingDraw(conversing, pair),
        _ => throw new ArgumentException($"{protocol.Name} is neither silent nor conversing.", nameof(protocol)),
    };
}
