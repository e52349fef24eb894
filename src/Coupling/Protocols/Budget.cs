using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// `budget:B`, `budget:B+G`: at most B·G payload bits for every aligned group of G rounds, and as much agreement as they buy. Exact
/// marginals whatever they buy. docs/protocols/budget.md.
/// </summary>
public sealed partial class Budget : ConversingProtocol
{
    /// <summary>G of `budget:B`.</summary>
    public const int DefaultUnitRounds = 4096;

    /// <summary>The largest G.</summary>
    public const int LargestUnitRounds = 1 << 16;

    /// <summary>The largest B: more than a round ever takes.</summary>
    public const int LargestBitsPerRound = 1024;

    /// <summary>Decimals that B may have.</summary>
    public const int Decimals = 4;

    /// <summary>A later window of a first dart has probability below e⁻²⁵⁰.</summary>
    private const int LastWindow = 128;

    private const int HeaviestBits = 4;
    private const int Eighths = 8;
    private const int Changing = 0;
    private const ulong RaceHashMask = (1UL << BudgetEstimate.RaceHashBits) - 1;

    private readonly int unitRounds;

    /// <param name="bitsPerRound">B, 0..1024, with at most 4 decimals.</param>
    /// <param name="unitRounds">G, a power of two, 1..65536.</param>
    public Budget(decimal bitsPerRound, int unitRounds = DefaultUnitRounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bitsPerRound);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitsPerRound, LargestBitsPerRound);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bitsPerRound, decimal.Round(bitsPerRound, Decimals));
        ArgumentOutOfRangeException.ThrowIfLessThan(unitRounds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unitRounds, LargestUnitRounds);
        ArgumentOutOfRangeException.ThrowIfNotEqual(int.IsPow2(unitRounds), true, nameof(unitRounds));
        BitsPerRound = bitsPerRound;
        this.unitRounds = unitRounds;
    }

    /// <summary>B.</summary>
    public decimal BitsPerRound { get; }

    /// <summary>G.</summary>
    public override int UnitRounds => unitRounds;

    public override string Name => unitRounds == DefaultUnitRounds
        ? string.Create(CultureInfo.InvariantCulture, $"budget:{BitsPerRound:0.####}")
        : string.Create(CultureInfo.InvariantCulture, $"budget:{BitsPerRound:0.####}+{unitRounds}");

    public override string Coins => $"{RaceItemV1.Name}+{DartsWindowV1.Name}";

    /// <summary>Whether a unit of G rounds says anything: one that is too short, or has too few bits, is left to the race.</summary>
    public bool Speaks => new BudgetPlan(unitRounds, Cap(unitRounds), itemBits: 0).Starts;

    /// <summary>The most that is said in a unit: ⌊B · its rounds⌋, so that a unit cut short has a smaller cap.</summary>
    /// <param name="rounds">0..G.</param>
    public long Cap(int rounds) => (long)decimal.Floor(BitsPerRound * rounds);

    public override long LargestMessageBits(int alphabetSize) => Cap(unitRounds);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(this, party) : new Bob(this, party);

    /// <summary>The largest weight in eighths, rounded up: 1..8; 0 if the row changes with the round.</summary>
    private static int Heaviest(IRows rows, long round)
    {
        if (!rows.IsConstant)
        {
            return Changing;
        }

        double largest = 0;
        foreach (double weight in rows.RowAt(round).Weights)
        {
            largest = Math.Max(largest, weight);
        }

        return Math.Clamp((int)Math.Ceiling(Eighths * largest), 1, Eighths);
    }

    /// <summary>Waits for what <see cref="Heaviest"/> says of the other party's row.</summary>
    private static async ValueTask<int> ReceiveHeaviestAsync(CappedWire wire)
    {
        int heaviest = (int)await wire.ReceiveAsync(HeaviestBits).ConfigureAwait(false);
        return heaviest <= Eighths ? heaviest : throw new WireProtocolException($"No weight is {heaviest} eighths.");
    }

    /// <summary>Says the name of a dart, its window as the difference to one that it does not precede.</summary>
    private static void SendName(CappedWire wire, in Dart dart, uint fromWindow, int itemBits)
    {
        wire.Send((ulong)dart.Item, itemBits);
        wire.SendUnary(dart.Window - fromWindow);
        wire.SendUnary(dart.Order);
    }

    /// <summary>Waits for a name and makes the dart of it.</summary>
    private static async ValueTask<Dart> ReceiveNameAsync(
        CappedWire wire, DartsWindowV1 process, long round, uint fromWindow, int items)
    {
        ulong item = await wire.ReceiveAsync(BitWidth.ToName(items)).ConfigureAwait(false);
        long window = fromWindow + await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        long order = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        if (item >= (ulong)items || window > LastWindow || order > CoinCounter.MaximumOrder)
        {
            throw new WireProtocolException($"There is no first dart (item {item}, window {window}, order {order}) over {items} items.");
        }

        return process.Named(round, (int)item, (uint)window, (int)order);
    }

    private static void Tally(SettingTally settings, BudgetSetting setting, int rounds)
    {
        if (rounds > 0)
        {
            settings.Add(setting.Packed, rounds);
        }
    }

    /// <summary>The hash of one party's races in a group of rounds.</summary>
    private static ulong RaceHash(RaceItemV1 race, RaceSampler sampler, long first, int count)
    {
        int sum = 0;
        for (long round = first; round < first + count; round++)
        {
            sum ^= race.Hash(round, sampler.Sample(round));
        }

        return (ulong)sum & RaceHashMask;
    }
}
