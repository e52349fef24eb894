using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `repair:c` and `repair`: a draft is the drafter's first dart; c hash bits, or its full name, detect that the target's is another, and then
/// both are repaired into an optimal coupling. docs/speculation/repair.md.
/// </summary>
public sealed partial class RepairScheme : SpeculativeScheme
{
    private const ulong Probing = 1;
    private const ulong Flagged = 1;

    private readonly int? hashBits;

    /// <param name="hashBits">c, 0..62; null: darts are named in full with every draft.</param>
    public RepairScheme(int? hashBits)
    {
        if (hashBits is { } bits)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bits, nameof(hashBits));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, Repair.MaximumHashBits, nameof(hashBits));
        }

        this.hashBits = hashBits;
    }

    /// <summary>c; null if darts are named in full with every draft.</summary>
    public int? HashBits => hashBits;

    public override string Name => hashBits is { } bits ? string.Create(CultureInfo.InvariantCulture, $"repair:{bits}") : "repair";

    public override string Coins => DartsWindowV1.Name;

    public override Exactness Exactness => Exactness.Exact;

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party, hashBits) : new Bob(party, hashBits);
    }

    private static ulong Hash(in Dart dart, int bits) => bits == 0 ? 0 : dart.Hash >> (64 - bits);
}
