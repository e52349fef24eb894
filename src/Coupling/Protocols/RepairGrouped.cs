using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols.Grouped;

namespace Coupling.Protocols;

/// <summary>
/// `repair-grouped:c`: as `repair`, but differences are looked for in groups of rounds, and where the pair stays, darts that only
/// Bob has are exchanged between rounds. Exact marginals. docs/protocols/repair-grouped.md.
/// </summary>
public sealed partial class RepairGrouped : ConversingProtocol
{
    /// <summary>The smallest c₀.</summary>
    public const int MinimumHashBits = 2;

    /// <summary>The largest c₀.</summary>
    public const int MaximumHashBits = 16;

    /// <summary>R: rounds of a unit.</summary>
    public const int DefaultUnitRounds = 4096;

    /// <summary>Window and order of a dart take few bits; this many bound them amply.</summary>
    private const int NameExcess = 8;

    private readonly int unitRounds;

    /// <param name="hashBits">c₀, 2..16.</param>
    /// <param name="searchTurns">Turns of the search: 3, 5 or 7; without a number, as many as groups adapted to the pair take.</param>
    public RepairGrouped(int hashBits, int? searchTurns = null)
        : this(hashBits, searchTurns, DefaultUnitRounds)
    {
    }

    /// <summary>With units of another length, a power of two. Short ones leave more demands unmet.</summary>
    internal RepairGrouped(int hashBits, int? searchTurns, int unitRounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashBits, MinimumHashBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashBits, MaximumHashBits);
        if (searchTurns is not (null or 3 or 5 or 7))
        {
            throw new ArgumentOutOfRangeException(nameof(searchTurns), searchTurns, "3, 5, 7 or none");
        }

        HashBits = hashBits;
        SearchTurns = searchTurns;
        this.unitRounds = unitRounds;
    }

    /// <summary>c₀.</summary>
    public int HashBits { get; }

    /// <summary>The turns of the search under `+turns`; null without.</summary>
    public int? SearchTurns { get; }

    /// <summary>How often a group is split under `+turns`; null without.</summary>
    public int? Splits => (SearchTurns - 3) / 2;

    public override string Name => string.Create(
        CultureInfo.InvariantCulture, $"repair-grouped:{HashBits}{(SearchTurns is null ? string.Empty : "+turns=")}{SearchTurns}");

    public override string CoinsFor(long roundsPerPair) => SharedDarts.Coins(roundsPerPair);

    public override int UnitRounds => unitRounds;

    /// <summary>The names of all rounds, or all rounds' hashes.</summary>
    public override bool IsDivisible => true;

    public override long LargestMessageBits(int alphabetSize) =>
        (long)unitRounds * Math.Max(HashBits, BitWidth.ToName(alphabetSize) + NameExcess);

    public override string SettingText(long setting) => GroupSetting.Unpack(setting).ToString();

    public override IConversation Open(PartyContext party)
    {
        if (party.RoundsPerPair == PartyContext.WholeRun && !party.Own.IsConstant)
        {
            throw new BadDataException($"{Name}: the pair is said to stay, and the rows change with the round.");
        }

        return party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);
    }
}
