namespace Coupling.Coordination.Speculation;

/// <summary>The drafter does not answer any more, and has not come back in time.</summary>
#pragma warning disable CA1032, CA1064 // Caught inside this assembly only.
internal sealed class DrafterGoneException(string message, Exception inner) : Exception(message, inner);
#pragma warning restore CA1032, CA1064
