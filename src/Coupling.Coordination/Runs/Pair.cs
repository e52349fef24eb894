using Coupling.Coordination.Parties;

namespace Coupling.Coordination.Runs;

/// <summary>Both parties' disclosed inputs. Only a run whose user allowed it has one.</summary>
internal sealed record Pair(Disclosure Alice, Disclosure Bob);
