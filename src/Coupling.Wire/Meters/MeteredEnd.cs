namespace Coupling.Wire.Meters;

/// <summary>How a metered connection ended.</summary>
/// <param name="InOrder">The peer's end of the stream was reached; false when the connection broke.</param>
/// <param name="Final">The last counts.</param>
/// <param name="Reason">What broke it; null when in order.</param>
public readonly record struct MeteredEnd(bool InOrder, MeterSnapshot Final, string? Reason);
