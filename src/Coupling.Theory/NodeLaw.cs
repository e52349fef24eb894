namespace Coupling.Theory;

/// <summary>
/// The joint law of the parities of one node in all searches of its group, for every way in which the nodes above may let the searches
/// through: docs/theory.md, section 15.2. Sets of searches are masks; bit i is search i.
/// </summary>
internal sealed class NodeLaw(int searches)
{
    private readonly double[][] probability = Table(searches);
    private readonly double[][][] found = [.. Enumerable.Range(0, searches).Select(_ => Table(searches))];

    /// <summary>The mask of all searches.</summary>
    public int Everything { get; } = (1 << searches) - 1;

    /// <summary>The probability of odd parities in just the searches of a mask.</summary>
    /// <param name="through">The searches in which all nodes above are odd.</param>
    /// <param name="odd">The searches in which this node is.</param>
    public double Probability(int through, int odd) => probability[through][odd];

    /// <summary>Rounds found by a search in this node, expected jointly with these parities.</summary>
    public double Found(int search, int through, int odd) => found[search][through][odd];

    /// <summary>A place without a round: always even.</summary>
    public static NodeLaw Empty(int searches)
    {
        var law = new NodeLaw(searches);
        Array.ForEach(law.probability, row => row[0] = 1);
        return law;
    }

    /// <summary>
    /// One round. Where it differs, its parity is a fair coin in every search until one finds it: an odd one that reaches it. From
    /// then on it is even.
    /// </summary>
    public static NodeLaw Round(int searches, double differing)
    {
        var law = new NodeLaw(searches);
        for (int through = 0; through <= law.Everything; through++)
        {
            law.probability[through][0] += 1 - differing;
            for (int odd = 0; odd <= law.Everything; odd++)
            {
                int finds = through & odd;
                int by = finds == 0 ? searches - 1 : int.TrailingZeroCount(finds);
                if (odd >> (by + 1) == 0)
                {
                    double likely = differing * Math.ScaleB(1, -by - 1);
                    law.probability[through][odd] += likely;
                    law.found[by][through][odd] += finds == 0 ? 0 : likely;
                }
            }
        }

        return law;
    }

    /// <summary>
    /// A node of independent children: its parity is the sum of theirs, and a search goes on to them if the node is odd or is no node
    /// of that search.
    /// </summary>
    /// <param name="full">The law of a child.</param>
    /// <param name="count">How many there are of it.</param>
    /// <param name="last">The law of another child.</param>
    /// <param name="tested">The searches of which this is a node.</param>
    public static NodeLaw Of(NodeLaw full, int count, NodeLaw last, int tested)
    {
        int searches = full.found.Length;
        var law = new NodeLaw(searches);
        for (int reaching = 0; reaching <= law.Everything; reaching++)
        {
            // Sums of independent parities are products of their Walsh–Hadamard transforms.
            double[] one = Transformed(full.probability[reaching]);
            double[] other = Transformed(last.probability[reaching]);
            double[] sum = Transformed([.. one.Zip(other, (x, y) => Math.Pow(x, count) * y)]);
            var sums = new double[searches][];
            for (int search = 0; search < searches; search++)
            {
                double[] oneFound = Transformed(full.found[search][reaching]);
                double[] otherFound = Transformed(last.found[search][reaching]);
                sums[search] = Transformed([.. Enumerable.Range(0, one.Length).Select(mask =>
                    (count == 0 ? 0 : count * oneFound[mask] * Math.Pow(one[mask], count - 1) * other[mask])
                    + (Math.Pow(one[mask], count) * otherFound[mask]))]);
            }

            for (int through = 0; through <= law.Everything; through++)
            {
                for (int odd = 0; odd <= law.Everything; odd++)
                {
                    if ((through & (odd | ~tested)) == reaching)
                    {
                        law.probability[through][odd] = sum[odd] / sum.Length;
                        for (int search = 0; search < searches; search++)
                        {
                            law.found[search][through][odd] = sums[search][odd] / sum.Length;
                        }
                    }
                }
            }
        }

        return law;
    }

    private static double[] Transformed(double[] values)
    {
        double[] result = [.. values];
        for (int half = 1; half < result.Length; half *= 2)
        {
            for (int index = 0; index < result.Length; index++)
            {
                if ((index & half) == 0)
                {
                    (result[index], result[index | half]) = (result[index] + result[index | half], result[index] - result[index | half]);
                }
            }
        }

        return result;
    }

    private static double[][] Table(int searches) => [.. Enumerable.Range(0, 1 << searches).Select(_ => new double[1 << searches])];
}
