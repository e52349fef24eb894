using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Weights by number: their alphabet is 0..n−1.</summary>
public sealed record IndexedInput(string Source, Row Row) : LoadedInput(Source);
