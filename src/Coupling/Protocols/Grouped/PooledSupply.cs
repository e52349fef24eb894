using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 7 for a pair that stays: passes through the unit's supply of late darts, many intervals at a time, until the pool holds an
/// item for every demand. It looks at times and hashes of darts, never at items.
/// </summary>
internal static class PooledSupply
{
    /// <summary>Alice's side.</summary>
    /// <param name="own">Her supply.</param>
    /// <param name="length">What <see cref="SearchPlan.Cells(double)"/> gave.</param>
    /// <param name="most">Demands there can be.</param>
    /// <param name="wire">The unit's wire.</param>
    public static async ValueTask AskAsync(LateDarts own, int length, int most, IBitWire wire)
    {
        var counts = new CountCode();
        long end = 0;
        for (int pass = 0; ; pass++)
        {
            // Bob → Alice: how many demands the pool cannot serve.
            int missing = await wire.ReceiveGammaAsync().ConfigureAwait(false);
            if (missing == 0)
            {
                return;
            }

            Check(missing <= most, $"{missing} demands where there can be {most}.");
            Check(pass < SearchPlan.MostSteps, "A unit is given up: its demands cannot be served.");
            most = missing;
            long start = end;
            IntervalPlan plan = SearchPlan.Pass(length, missing, pass);
            end += plan.Length;
            own.MoveTo(start, end);

            // a. Alice → Bob: how many darts she has in each interval, mod 4. Bob: in which has he one more?
            var code = new ArithmeticEncoder();
            for (int index = 0; index < plan.Intervals; index++)
            {
                counts.EncodeCount(code, plan.CountIn(own, start, index));
            }

            code.SendTo(wire);
            var answers = new ArithmeticDecoder(wire);
            var places = new List<long>();
            for (int index = 0; index < plan.Intervals; index++)
            {
                if (await counts.DecodeAnswerAsync(answers).ConfigureAwait(false))
                {
                    places.Add(plan.StartOf(start, index));
                }
            }

            // b. Down to one cell: Alice, the parity of each part but the last; Bob, the first in which his differs.
            for (int cells = plan.Cells; cells > 1;)
            {
                int arity = plan.Arity(cells);
                cells /= arity;
                places.ForEach(place => PartExchange.Send(own, place, cells, arity, wire));
                for (int index = 0; index < places.Count; index++)
                {
                    places[index] += cells * (long)await wire.ReceiveAsync(int.Log2(arity)).ConfigureAwait(false);
                }
            }

            // c. Alice → Bob: her darts in the cell.
            places.ForEach(cell => CellExchange.Send(own, cell, wire));
        }
    }

    /// <summary>Bob's side. Fills the pool until it holds as many items as there are demands.</summary>
    public static async ValueTask FillAsync(LateDarts own, ItemPool pool, int demands, int length, IBitWire wire)
    {
        var counts = new CountCode();
        long end = 0;
        for (int pass = 0; ; pass++)
        {
            int missing = Math.Max(0, demands - pool.Count);
            wire.SendGamma(missing);
            if (missing == 0)
            {
                return;
            }

            Check(pass < SearchPlan.MostSteps, "A unit is given up: Alice seems to have all of Bob's darts.");
            long start = end;
            IntervalPlan plan = SearchPlan.Pass(length, missing, pass);
            end += plan.Length;
            own.MoveTo(start, end);

            // a.
            var code = new ArithmeticDecoder(wire);
            var answers = new ArithmeticEncoder();
            var places = new List<long>();
            for (int index = 0; index < plan.Intervals; index++)
            {
                int hers = await counts.DecodeCountAsync(code).ConfigureAwait(false);
                bool oneMore = IntervalPlan.IsOneMore(plan.CountIn(own, start, index), hers);
                counts.EncodeAnswer(answers, oneMore);
                if (oneMore)
                {
                    places.Add(plan.StartOf(start, index));
                }
            }

            answers.SendTo(wire);

            // b.
            for (int cells = plan.Cells; cells > 1;)
            {
                int arity = plan.Arity(cells);
                cells /= arity;
                int[] odd = new int[places.Count];
                for (int index = 0; index < odd.Length; index++)
                {
                    odd[index] = await PartExchange.ReceiveAsync(own, places[index], cells, arity, wire).ConfigureAwait(false);
                    places[index] += cells * (long)odd[index];
                }

                Array.ForEach(odd, part => wire.Send((ulong)part, int.Log2(arity)));
            }

            // c.
            foreach (long cell in places)
            {
                int item = await CellExchange.ReceiveAsync(own, cell, wire).ConfigureAwait(false);
                if (item != LateDart.None)
                {
                    pool.Add(item);
                }
            }
        }
    }

    private static void Check(bool allowed, string otherwise)
    {
        if (!allowed)
        {
            throw new WireProtocolException(otherwise);
        }
    }
}
