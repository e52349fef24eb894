using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>Names of darts as the other party says them.</summary>
internal static class HeardNames
{
    /// <summary>The dart of a name that was heard.</summary>
    /// <param name="darts">The party's own.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..n−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    /// <exception cref="WireProtocolException">No dart has it.</exception>
    public static Dart Heard(this IDarts darts, long round, int item, uint window, int order) =>
        darts.Named(round, item, window, order)
        ?? throw new WireProtocolException($"There is no dart (item {item}, window {window}, order {order}) in round {round}.");
}
