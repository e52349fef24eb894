using System.Runtime.CompilerServices;
using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>What the target makes of a pass's drafts.</summary>
/// <param name="Accepted">How many of them, from the first on, become text.</param>
/// <param name="Token">The token after those, the target's own.</param>
internal readonly record struct Verdict(int Accepted, int Token)
{
    /// <summary>Bob → Alice: the number in ⌈log₂(d + 1)⌉ bits, the token in ⌈log₂ n⌉ bits.</summary>
    public void Send(IBitWire wire, int drafts, int alphabetSize)
    {
        wire.SendAccepted(Accepted, drafts);
        wire.SendToken(Token, alphabetSize);
    }

    /// <exception cref="WireProtocolException">More are accepted than there are, or there is no such token.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Verdict> ReceiveAsync(IBitWire wire, int drafts, int alphabetSize)
    {
        int accepted = await wire.ReceiveAcceptedAsync(drafts).ConfigureAwait(false);
        return new Verdict(accepted, await wire.ReceiveTokenAsync(alphabetSize).ConfigureAwait(false));
    }
}
