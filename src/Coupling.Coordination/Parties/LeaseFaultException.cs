namespace Coupling.Coordination.Parties;

/// <summary>An attempt at a lease failed. What was committed stays; the rest may be leased again.</summary>
#pragma warning disable CA1032, CA1064 // Caught inside this assembly only.
internal sealed class LeaseFaultException(string message, Exception? inner = null) : Exception(message, inner);
#pragma warning restore CA1032, CA1064
