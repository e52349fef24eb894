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

    /// <summary>The largest weight in eighths, less 1.</summary>
    private const int HeaviestBits = 3;

    private const int Eighths = 8;

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

    public override string CoinsFor(long roundsPerPair) => $"{SharedRace.Coins(roundsPerPair)}+{SharedDarts.Coins(roundsPerPair)}";

    /// <summary>Whether a unit of G rounds says anything: one that is too short, or has too few bits for a sketch, is left to the race.</summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public bool Speaks(int alphabetSize) => new BudgetPlan(unitRounds, Cap(unitRounds), alphabetSize).Starts;

    /// <summary>The most that is said in a unit: ⌊B · its rounds⌋, so that a unit cut short has a smaller cap.</summary>
    /// <param name="rounds">0..G.</param>
    public long Cap(int rounds) => (long)decimal.Floor(BitsPerRound * rounds);

    public override long LargestMessageBits(int alphabetSize) => Cap(unitRounds);

    public override long? UnitCap(int rounds) => Cap(rounds);

    public override string SettingText(long setting) => BudgetSetting.Unpack(setting).ToString();

    /// <exception cref="BadDataException">The pair is said to stay, and the party's own rows change.</exception>
    public override IConversation Open(PartyContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        if (party.RoundsPerPair == PartyContext.WholeRun && !party.Own.IsConstant)
        {
            throw new BadDataException($"{Name}: the pair is said to stay, and the rows change with the round.");
        }

        return party.Role == Role.Alice ? new Alice(this, party) : new Bob(this, party);
    }

    /// <summary>The largest weight in eighths, rounded up: 1..8.</summary>
    private static int Heaviest(Row row)
    {
        double largest = 0;
        foreach (double weight in row.Weights)
        {
            largest = Math.Max(largest, weight);
        }

        return Math.Clamp((int)Math.Ceiling(Eighths * largest), 1, Eighths);
    }

    private static void SendHeaviest(CappedWire wire, int heaviest) => wire.Send((ulong)heaviest - 1, HeaviestBits);

    private static async ValueTask<int> ReceiveHeaviestAsync(CappedWire wire) =>
        (int)await wire.ReceiveAsync(HeaviestBits).ConfigureAwait(false) + 1;

    /// <summary>Says the name of a dart, its window as the difference to one that it does not precede.</summary>
    private static void SendName(CappedWire wire, in Dart dart, uint fromWindow, int itemBits)
    {
        wire.Send((ulong)dart.Item, itemBits);
        wire.SendUnary(dart.Window - fromWindow);
        wire.SendUnary(dart.Order);
    }

    /// <summary>Waits for a name and makes the dart of it.</summary>
    private static async ValueTask<Dart> ReceiveNameAsync(
        CappedWire wire, IDarts darts, long round, uint fromWindow, int items)
    {
        ulong item = await wire.ReceiveAsync(BitWidth.ToName(items)).ConfigureAwait(false);
        long window = fromWindow + await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        long order = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        if (item >= (ulong)items || window > LastWindow || order > CoinCounter.MaximumOrder)
        {
            throw new WireProtocolException($"There is no first dart (item {item}, window {window}, order {order}) over {items} items.");
        }

        return darts.Heard(round, (int)item, (uint)window, (int)order);
    }

    private static void Tally(SettingTally settings, BudgetSetting setting, int rounds)
    {
        if (rounds > 0)
        {
            settings.Add(setting.Packed, rounds);
        }
    }
}
