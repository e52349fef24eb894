using Coupling.Distributions;

namespace Coupling.Coordination.Parties;

/// <summary>What a party showed of its input.</summary>
/// <param name="Spec">Its own words for it.</param>
/// <param name="Row">Its weights on the run's alphabet.</param>
internal sealed record Disclosure(string Spec, Row Row);
