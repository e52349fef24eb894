using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Sampling;

/// <summary>
/// The race over rows that stay: all K = 2^κ rounds of an aligned block at once, `race.batchκ-v1`. A round is won by the item with the
/// smallest time over weight among its arrivals, the lower item on a tie; exactly of the row's law, and two parties with the same coins agree
/// with the Gumbel law of docs/theory.md.
/// </summary>
/// <remarks>
/// A round alone costs its whole block; the blocks drawn last are kept, so that rounds may be asked for in any cuts. Not for several threads.
/// </remarks>
public sealed class BatchRaceSampler : ISampler
{
    /// <summary>Batches under way share few blocks.</summary>
    private const int KeptBlocks = 4;

    private readonly IRows rows;
    private readonly BatchArrivals arrivals;
    private readonly ArrivalScan scan;
    private readonly RoundBlocks<int[]> blocks;
    private readonly double[] times;

    /// <param name="rows">The party's own; each row stays for whole blocks.</param>
    /// <param name="coins">Where arrivals come from.</param>
    /// <param name="log2Rounds">κ, 6 or 12.</param>
    public BatchRaceSampler(IRows rows, PublicCoins coins, int log2Rounds)
    {
        this.rows = rows;
        arrivals = BatchArrivals.OfRace(coins, log2Rounds);
        scan = new ArrivalScan(arrivals);
        times = new double[arrivals.Rounds];
        blocks = new RoundBlocks<int[]>(KeptBlocks, log2Rounds, Draw);
    }

    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        long round = rounds.First;
        while (!samples.IsEmpty)
        {
            int place = (int)(round & (arrivals.Rounds - 1));
            ReadOnlySpan<int> drawn = blocks.At(round).AsSpan(place);
            drawn = drawn[..Math.Min(drawn.Length, samples.Length)];
            drawn.CopyTo(samples);
            samples = samples[drawn.Length..];
            round += drawn.Length;
        }
    }

    /// <inheritdoc/>
    public int Sample(long round) => blocks.At(round)[(int)(round & (arrivals.Rounds - 1))];

    private int[] Draw(long firstRound, int[]? used)
    {
        ReadOnlySpan<double> row = rows.RowAt(firstRound).Weights;
        int[] drawn = used ?? new int[times.Length];
        Array.Fill(times, double.PositiveInfinity);

        // Before time L per unit of weight a round has no arrival with probability e^−L: with so much of it, about one block in ten goes on.
        double perRound = arrivals.Log2Rounds == 12 ? 10.75 : 6.5;
        for (bool complete = false; !complete; perRound += 4)
        {
            double limit = perRound * arrivals.Rounds;
            var visitor = new Best { Times = times, Items = drawn, Shift = 64 - arrivals.Log2Rounds };
            scan.Run(firstRound, window: 0, row, limit, ref visitor);

            // What was not looked at comes at the limit or later, up to a rounding.
            double seen = limit / Exponential.Margin;
            complete = Array.TrueForAll(times, time => time < seen);
        }

        return drawn;
    }

    /// <summary>Of each round the smallest time over weight so far, and whose it is.</summary>
    private readonly struct Best : IArrivalVisitor
    {
        public double[] Times { get; init; }

        public int[] Items { get; init; }

        public int Shift { get; init; }

        public void Visit(int item, double weight, int index, double time, ulong mark)
        {
            ref double best = ref Times[mark >> Shift];

            // Most arrivals are not the first of their round, and need no division to show it.
            if (time > best * weight * Exponential.Margin)
            {
                return;
            }

            ref int winner = ref Items[mark >> Shift];
            double scaled = time / weight;
            if (scaled < best || (scaled == best && item < winner))
            {
                best = scaled;
                winner = item;
            }
        }
    }
}
