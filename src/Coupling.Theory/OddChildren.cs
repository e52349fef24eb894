namespace Coupling.Theory;

/// <summary>
/// How many of the f children of an odd node are odd: so many successes of f trials, given that their number is odd.
/// </summary>
/// <param name="Mean">Expected number, 1..f.</param>
/// <param name="Bits">Its entropy and, given it, that of which children they are.</param>
internal readonly record struct OddChildren(double Mean, double Bits)
{
    /// <param name="children">f, at least 1.</param>
    /// <param name="odd">The probability of an odd child, in 0..½.</param>
    public static OddChildren Of(int children, double odd)
    {
        double total = 0;
        double mean = 0;
        double bits = 0;
        double weight = children;
        double odds = odd / (1 - odd);
        for (int count = 1; count <= children; count += 2)
        {
            // Relative to one certain child alone: C(f, k)·(odds)^(k − 1).
            double ways = weight;
            total += ways;
            mean += ways * count;
            bits += count == 1 || ways == 0 ? 0 : ways * (count - 1) * Math.Log2(odds);
            weight *= odds * odds * (children - count) * (children - count - 1) / ((count + 1.0) * (count + 2));
        }

        return new OddChildren(mean / total, Math.Log2(total) - (bits / total));
    }

    /// <summary>The law whose mean is as given, in 1..f/2.</summary>
    public static OddChildren OfMean(int children, double mean)
    {
        const int Halvings = 60;
        double low = 0;
        double high = 0.5;
        for (int step = 0; step < Halvings; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Of(children, middle).Mean < mean ? (middle, high) : (low, middle);
        }

        return Of(children, low);
    }
}
