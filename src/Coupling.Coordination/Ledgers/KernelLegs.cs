namespace Coupling.Coordination.Ledgers;

/// <summary>The kernel's counts of what was sent over both legs, retransmissions taken off.</summary>
/// <param name="AliceToLink">The leg between Alice and the link.</param>
/// <param name="LinkToBob">The leg between the link and Bob.</param>
internal readonly record struct KernelLegs(Directions AliceToLink, Directions LinkToBob)
{
    public static KernelLegs operator +(KernelLegs first, KernelLegs second) =>
        new(first.AliceToLink + second.AliceToLink, first.LinkToBob + second.LinkToBob);
}
