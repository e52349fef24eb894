namespace Coupling.Coordination.Tallies;

/// <summary>Commits what both parties have reported, in order.</summary>
/// <typeparam name="T">A piece.</typeparam>
internal interface ICommits<in T>
    where T : IReported
{
    /// <summary>Where the next piece begins.</summary>
    long Rounds { get; }

    /// <summary>Commits the next piece: all of it or nothing.</summary>
    /// <exception cref="Parties.LeaseFaultException">The reports do not go together.</exception>
    void Commit(T alice, T bob);
}
