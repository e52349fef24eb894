namespace Coupling.Figures.Advising;

/// <summary>The link that was asked for, each direction by itself.</summary>
public sealed record AdviceLink(AdviceDirection Up, AdviceDirection Down, AdviceMeasure? Measured);

/// <summary>One direction.</summary>
/// <param name="DelayMs">One way.</param>
/// <param name="JitterMs">To either side.</param>
/// <param name="RateBps">Bits per second; null for no limit.</param>
public sealed record AdviceDirection(double DelayMs, double JitterMs, double? RateBps);

/// <summary>What the link was measured to do, between Alice and Bob themselves.</summary>
/// <param name="RttMs">Median of the echoes.</param>
/// <param name="UpBps">Alice to Bob; null if it could not be measured.</param>
/// <param name="DownBps">Bob to Alice; likewise.</param>
public sealed record AdviceMeasure(double RttMs, double? UpBps, double? DownBps);
