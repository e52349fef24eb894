using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// `repair:c`: both take the first of the same darts; c hash bits detect a difference, and a detected one is repaired into an
/// optimal coupling. Exact marginals for every c. docs/protocols/repair.md.
/// </summary>
public sealed partial class Repair : ConversingProtocol
{
    /// <summary>The largest c: the low bits of a hash belong to the probes.</summary>
    public const int MaximumHashBits = 62;

    private const ulong Repairing = 1;
    private const ulong Probing = 1;

    private readonly int hashBits;

    /// <param name="hashBits">c, 0..62.</param>
    public Repair(int hashBits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hashBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashBits, MaximumHashBits);
        this.hashBits = hashBits;
    }

    /// <summary>c.</summary>
    public int HashBits => hashBits;

    public override string Name => string.Create(CultureInfo.InvariantCulture, $"repair:{hashBits}");

    public override string CoinsFor(long roundsPerPair) => SharedDarts.Coins(roundsPerPair);

    public override bool IsDivisible => true;

    public override long LargestMessageBits(int alphabetSize) => Math.Max(hashBits, BitWidth.ToName(alphabetSize));

    public override IConversation Open(PartyContext party) =>
        party.Role == Role.Alice ? new Alice(party, hashBits) : new Bob(party, hashBits);

    private static ulong DetectionHash(in Dart dart, int bits) => bits == 0 ? 0 : dart.Hash >> (64 - bits);
}
