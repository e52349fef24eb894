namespace Coupling.Coordination.Rounds;

/// <summary>Writes the rounds of a mode to a stream. Disposing ends the content, and leaves the stream open.</summary>
internal interface IRoundsWriter : IAsyncDisposable
{
    /// <summary>Adds the next rounds.</summary>
    Task AddAsync(RoundColumns rounds, CancellationToken cancellationToken);

    /// <summary>Nothing comes after. Without it, what was written is not complete.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
