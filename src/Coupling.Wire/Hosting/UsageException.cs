namespace Coupling.Wire.Hosting;

/// <summary>A command line, or a setting in its stead, cannot be used; the message names it, its value and what is allowed.</summary>
#pragma warning disable CA1032 // It always has a message.
public sealed class UsageException(string message) : Exception(message);
#pragma warning restore CA1032
