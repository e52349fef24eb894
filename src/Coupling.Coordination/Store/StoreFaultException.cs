namespace Coupling.Coordination.Store;

/// <summary>The store cannot be read or written: the disk is full, or another process holds it. Nothing in it is damaged.</summary>
#pragma warning disable CA1032, CA1064 // Caught inside this assembly only.
internal sealed class StoreFaultException(string message, Exception inner) : Exception(message, inner);
#pragma warning restore CA1032, CA1064
