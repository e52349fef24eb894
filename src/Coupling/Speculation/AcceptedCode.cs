using System.Runtime.CompilerServices;
using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>How many of d drafts are accepted, in ⌈log₂(d + 1)⌉ bits.</summary>
internal static class AcceptedCode
{
    public static void SendAccepted(this IBitWire wire, int accepted, int drafts) =>
        wire.Send((ulong)accepted, BitWidth.ToName(drafts + 1));

    /// <exception cref="WireProtocolException">They are more than there are.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> ReceiveAcceptedAsync(this IBitWire wire, int drafts)
    {
        ulong accepted = await wire.ReceiveAsync(BitWidth.ToName(drafts + 1)).ConfigureAwait(false);
        return accepted <= (ulong)drafts
            ? (int)accepted
            : throw new WireProtocolException($"{accepted} drafts cannot be accepted of {drafts}.");
    }
}
