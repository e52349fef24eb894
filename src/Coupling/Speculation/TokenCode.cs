using System.Runtime.CompilerServices;
using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>A token by its number, in ⌈log₂ n⌉ bits.</summary>
internal static class TokenCode
{
    public static void SendToken(this IBitWire wire, int token, int alphabetSize) =>
        wire.Send((ulong)token, BitWidth.ToName(alphabetSize));

    /// <exception cref="WireProtocolException">There is no such token.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> ReceiveTokenAsync(this IBitWire wire, int alphabetSize)
    {
        ulong token = await wire.ReceiveAsync(BitWidth.ToName(alphabetSize)).ConfigureAwait(false);
        return token < (ulong)alphabetSize
            ? (int)token
            : throw new WireProtocolException($"There is no token {token} of {alphabetSize}.");
    }
}
