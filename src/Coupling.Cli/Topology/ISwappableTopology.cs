using Coupling.Party.Hosting;

namespace Coupling.Cli.Topology;

/// <summary>A topology that this program has started, and whose Alice may be exchanged between runs or lost within one.</summary>
internal interface ISwappableTopology : ITopology
{
    /// <summary>Ends the Alice that is there, and introduces another one. No run may be under way.</summary>
    /// <exception cref="ServiceStartException">She does not come up.</exception>
    Task ReplaceAliceAsync(PartyOptions options, CancellationToken cancellationToken);

    /// <summary>Ends Alice without a word.</summary>
    /// <param name="forGood">She is not started again, even where services that die are.</param>
    Task KillAliceAsync(bool forGood);
}
