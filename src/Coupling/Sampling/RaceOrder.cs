using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The order in which the items of a row arrive in the race of a round: by E(round, item)/r_item, the lower item first on a tie.
/// Items of weight 0 do not arrive. The times are those of <see cref="RaceSampler"/>, to the bit: first is its sample.
/// </summary>
public sealed class RaceOrder
{
    private static readonly Comparer<Arrival> LatestFirst = Comparer<Arrival>.Create((one, other) => other.CompareTo(one));

    private readonly RaceItemV1 race;
    private readonly ItemPairs items;
    private readonly Row row;
    private readonly PriorityQueue<int, Arrival> earliest = new(LatestFirst);
    private readonly double[] even = new double[UniformBlocks.Largest];
    private readonly double[] odd = new double[UniformBlocks.Largest];

    public RaceOrder(Row row, PublicCoins coins)
        : this(row, coins, ItemPairs.Of)
    {
    }

    private RaceOrder(Row row, PublicCoins coins, Func<Row, ItemPairs> prepare)
    {
        ArgumentNullException.ThrowIfNull(row);
        this.row = row;
        race = new RaceItemV1(coins);
        items = prepare(row);
        foreach (double weight in row.Weights)
        {
            Arriving += weight > 0 ? 1 : 0;
        }
    }

    /// <summary>Of a row that is used for one round: it is not prepared.</summary>
    public static RaceOrder Once(Row row, PublicCoins coins) => new(row, coins, ItemPairs.Unsorted);

    /// <summary>How many items arrive.</summary>
    public int Arriving { get; }

    /// <summary>The rank of an item, from 1; null if it is above <paramref name="last"/>, or the item does not arrive.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..n−1.</param>
    /// <param name="last">The last rank that is of interest.</param>
    public int? RankOf(long round, int item, int last)
    {
        if (row[item] == 0)
        {
            return null;
        }

        var arrival = new Arrival(race.Exponential(round, item) / row[item], item);
        int rank = 1;
        var pass = new Pass(this, round);
        while (rank <= last && pass.Next(arrival.Bound))
        {
            rank += pass.Current.CompareTo(arrival) < 0 ? 1 : 0;
        }

        return rank <= last ? rank : null;
    }

    /// <summary>The item of a rank, 1..<see cref="Arriving"/>.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="rank">Time and memory grow with it.</param>
    public int ItemAt(long round, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Arriving);

        // The `rank` earliest so far, the latest of them on top: who is later than that is out.
        earliest.Clear();
        double bound = double.PositiveInfinity;
        var pass = new Pass(this, round);
        while (pass.Next(bound))
        {
            if (earliest.Count < rank)
            {
                earliest.Enqueue(pass.Current.Item, pass.Current);
            }
            else
            {
                earliest.EnqueueDequeue(pass.Current.Item, pass.Current);
            }

            if (earliest.Count == rank && earliest.TryPeek(out _, out Arrival latest))
            {
                bound = latest.Bound;
            }
        }

        return earliest.Peek();
    }

    private readonly record struct Arrival(double Time, int Item) : IComparable<Arrival>
    {
        /// <summary>E ≥ v: an item of weight r whose v is not below Bound·r arrives later.</summary>
        public double Bound => Time * Exponential.Margin;

        public int CompareTo(Arrival other) => Time != other.Time ? Time.CompareTo(other.Time) : Item.CompareTo(other.Item);
    }

    /// <summary>Goes through the items that may arrive before a bound; the bound may change on the way.</summary>
    private ref struct Pass(RaceOrder order, long round)
    {
        private ItemPairs.Stretch stretch;
        private int start;
        private int next;

        /// <summary>When the item that was found arrives.</summary>
        public Arrival Current { get; private set; }

        public bool Next(double bound)
        {
            while (next < 2 * stretch.Pairs.Length || Load())
            {
                int pair = next >> 1;
                bool isOdd = (next & 1) != 0;
                next++;
                double v = isOdd ? order.odd[pair] : order.even[pair];
                double weight = isOdd ? stretch.Odd[pair] : stretch.Even[pair];
                if (v < bound * weight)
                {
                    int item = (2 * (int)stretch.Pairs[pair]) + (isOdd ? 1 : 0);
                    Current = new Arrival(Exponential.FromUniform(v) / weight, item);
                    return true;
                }
            }

            return false;
        }

        private bool Load()
        {
            start += stretch.Pairs.Length;
            if (start == order.items.Count)
            {
                return false;
            }

            stretch = order.items.At(start, UniformBlocks.Largest);
            order.race.Uniforms(round, stretch.Pairs, order.even, order.odd);
            next = 0;
            return true;
        }
    }
}
