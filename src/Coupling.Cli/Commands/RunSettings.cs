using Coupling.Cli.Requirements;

namespace Coupling.Cli.Commands;

/// <summary>What `coupling run` was asked to do.</summary>
internal sealed record RunSettings
{
    public required string P { get; init; }

    public required string Q { get; init; }

    public required IReadOnlyList<string> Modes { get; init; }

    public required ulong Rounds { get; init; }

    public required uint Batch { get; init; }

    public uint InFlight { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The folder of the run; null for one of its own below runs/.</summary>
    public string? Out { get; init; }

    public required OutputFormat Format { get; init; }

    public required bool InProcess { get; init; }

    public string? AlphabetFile { get; init; }

    public required ulong MaxPayloadBytes { get; init; }

    public required string Name { get; init; }

    /// <summary>The seeds of a series; empty for the single run of <see cref="Seed"/>.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [];

    /// <summary>What the user asks of the result beyond its verdict.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];
}
