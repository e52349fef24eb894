namespace Coupling.Figures.Advising;

/// <summary>The mode with the most agreed samples per second at a loss.</summary>
/// <param name="MaxLoss">At most.</param>
/// <param name="Point">Null if no mode keeps to it.</param>
/// <param name="Else">What to take where fewer rounds share what <paramref name="Point"/> says once; null if it says nothing once, or nothing else needs bits at all.</param>
public sealed record Recommendation(double MaxLoss, AdvicePoint? Point, FewRounds? Else);

/// <summary>Where something that is said once does not pay.</summary>
/// <param name="Rounds">With fewer rounds of one pair <paramref name="Point"/> takes fewer socket bits.</param>
/// <param name="Point">The fastest mode that says nothing once and loses no more than was asked for.</param>
public sealed record FewRounds(long Rounds, AdvicePoint Point);
