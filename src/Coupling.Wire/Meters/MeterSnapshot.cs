namespace Coupling.Wire.Meters;

/// <summary>The counts of a <see cref="ByteMeter"/> at one moment.</summary>
public readonly record struct MeterSnapshot(long Sent, long Received);
