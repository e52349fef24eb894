namespace Coupling.Figures.Advising;

/// <summary>The mode with the most agreed samples per second at a loss.</summary>
/// <param name="MaxLoss">At most.</param>
/// <param name="Point">Null if no mode keeps to it.</param>
public sealed record Recommendation(double MaxLoss, AdvicePoint? Point);
