namespace Coupling.Coordination.Replays;

/// <summary>What a replay says of one mode.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Rounds">Rounds that the run had done, and that were drawn again unless a difference came first.</param>
/// <param name="Difference">Where the run and the replay first differ, in words; null if they are identical.</param>
public sealed record ReplayedMode(string Mode, long Rounds, string? Difference);
