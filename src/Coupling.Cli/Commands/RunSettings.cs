using Coupling.Cli.Requirements;
using Coupling.Cli.Resume;
using Coupling.Link.Shapes;

namespace Coupling.Cli.Commands;

/// <summary>What `coupling run` was asked to do.</summary>
internal sealed record RunSettings
{
    public required string P { get; init; }

    public required string Q { get; init; }

    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>0 where <see cref="Seconds"/> alone end a mode, and for all rounds of a workload.</summary>
    public required ulong Rounds { get; init; }

    /// <summary>K: P and Q are workloads, each row with so many rounds; null for one pair.</summary>
    public ulong? RoundsPerRow { get; init; }

    /// <summary>Time per mode; null for no limit.</summary>
    public double? Seconds { get; init; }

    /// <summary>With <see cref="Seconds"/>: a mode goes on until what may be under way was committed so many times, if that is not much longer; 0: time alone.</summary>
    public uint Generations { get; init; }

    public required uint Batch { get; init; }

    public uint InFlight { get; init; }

    /// <summary>What the link does to what passes; null for nothing.</summary>
    public LinkShape? Link { get; init; }

    /// <summary>Whether the run has no link: then every mode that speaks is refused.</summary>
    public bool IsLinkOff { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>csv or parquet, what single samples are written to; null if they are not kept.</summary>
    public string? KeepRounds { get; init; }

    /// <summary>The folder of the run; null for one of its own below runs/.</summary>
    public string? Out { get; init; }

    public required OutputFormat Format { get; init; }

    public required bool InProcess { get; init; }

    /// <summary>A coordinator that runs elsewhere, with parties that hold P and Q already; null to start all three here.</summary>
    public Uri? Coordinator { get; init; }

    /// <summary>Folder with the user's certificate; null for plain text.</summary>
    public string? Certificates { get; init; }

    public string? AlphabetFile { get; init; }

    /// <summary>SPEC of the prior that both parties share; null for none.</summary>
    public string? Prior { get; init; }

    public required ulong MaxPayloadBytes { get; init; }

    public required string Name { get; init; }

    /// <summary>The kept run that goes on; null for a new one.</summary>
    public KeptPlan? Resumed { get; init; }

    /// <summary>The seeds of a series; empty for the single run of <see cref="Seed"/>.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [];

    /// <summary>Shows a result, given with its folder; null: as tables or as it stands, by <see cref="Format"/>.</summary>
    public Action<byte[], string>? Present { get; init; }

    /// <summary>The exit code of a run with a result, given its own one and that result; null: its own one.</summary>
    public Func<int, byte[], int>? Judge { get; init; }

    /// <summary>What the user asks of the result beyond its verdict.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];
}
