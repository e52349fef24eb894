namespace Coupling.Coordination.Store;

/// <summary>What a store holds is not what was written. It is refused, never used in part.</summary>
#pragma warning disable CA1032, CA1064 // Caught inside this assembly only.
internal sealed class StoreDamagedException(string message, Exception? inner = null) : Exception(message, inner)
#pragma warning restore CA1032, CA1064
{
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new StoreDamagedException(what);
        }
    }
}
