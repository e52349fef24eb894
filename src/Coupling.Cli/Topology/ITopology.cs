namespace Coupling.Cli.Topology;

/// <summary>The three services of a run, up and introduced to each other. Disposing ends them.</summary>
internal interface ITopology : IAsyncDisposable
{
    /// <summary>Where the coordinator listens.</summary>
    Uri Coordinator { get; }
}
