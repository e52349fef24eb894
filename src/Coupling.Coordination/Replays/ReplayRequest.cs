namespace Coupling.Coordination.Replays;

/// <summary>A run that was done, to be drawn again from its plan: one process, no wire, no services.</summary>
/// <param name="Folder">The run's folder: result.json, store.db, or both.</param>
/// <param name="Alice">SPEC of her distribution.</param>
/// <param name="Bob">SPEC of his.</param>
/// <param name="AlphabetFile">The alphabet of both texts; null if they brought none.</param>
/// <param name="Modes">The plan's modes, in order.</param>
/// <param name="Seed">Of the public coins.</param>
public sealed record ReplayRequest(
    string Folder, string Alice, string Bob, string? AlphabetFile, IReadOnlyList<string> Modes, ulong Seed)
{
    /// <summary>SPEC of the prior that both share; null for none.</summary>
    public string? Prior { get; init; }

    /// <summary>K of a run on workloads, at least 1; null for one on a single pair.</summary>
    public ulong? RoundsPerRow { get; init; }
}
