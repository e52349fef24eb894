using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>The smallest piece that a protocol conducts as a whole: one round, or an aligned group of them.</summary>
/// <param name="Rounds">Its rounds.</param>
/// <param name="Samples">This party's samples, to be filled; one per round.</param>
/// <param name="Settings">Where an adaptive mode writes down the settings of its rounds; shared by the units of a batch.</param>
public readonly record struct Unit(RoundRange Rounds, Memory<int> Samples, SettingTally Settings);
