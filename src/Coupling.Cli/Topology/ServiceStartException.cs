namespace Coupling.Cli.Topology;

/// <summary>A service did not come up.</summary>
#pragma warning disable CA1032, CA1064 // Caught inside this assembly only.
internal sealed class ServiceStartException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
