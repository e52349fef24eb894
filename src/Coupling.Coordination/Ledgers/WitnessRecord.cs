namespace Coupling.Coordination.Ledgers;

/// <summary>One comparison of witnesses.</summary>
/// <param name="Attempt">Of the lease; 1 is the first.</param>
/// <param name="Phase">At whose end they were compared.</param>
/// <param name="What">The meter and direction, or what else was compared.</param>
/// <param name="Counts">Each witness's count.</param>
/// <param name="Agrees">Whether they are equal (on a connection that broke: never growing on the way).</param>
public sealed record WitnessRecord(int Attempt, string Phase, string What, IReadOnlyDictionary<string, long> Counts, bool Agrees);
