namespace Coupling.Theory;

/// <summary>
/// Two uniform laws on sets of equal size whose overlap gives them a total variation: the pairs on which no protocol without
/// messages, that has to serve all of them, can beat (1 − D)/(1 + D) (docs/theory.md, "Sharpness").
/// </summary>
/// <param name="Size">|A| = |B|.</param>
/// <param name="Overlap">|A ∩ B|, 0..Size.</param>
public sealed record SubsetPair(int Size, int Overlap)
{
    /// <summary>Larger sets come closer to a wanted distance than anyone measures.</summary>
    private const int LargestSize = 4096;

    /// <summary>Closer than this is equal.</summary>
    private const double Close = 1e-12;

    /// <summary>Items of both together.</summary>
    public int AlphabetSize => (2 * Size) - Overlap;

    /// <summary>D = 1 − Overlap/Size.</summary>
    public double TotalVariation => (double)(Size - Overlap) / Size;

    /// <summary>|A ∩ B| / |A ∪ B| = (1 − D)/(1 + D).</summary>
    public double Bound => (double)Overlap / AlphabetSize;

    /// <summary>The smallest pair of a distance; where no fraction of sets up to 4096 items gives it, the nearest.</summary>
    /// <param name="distance">D, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no distance.</exception>
    public static SubsetPair Of(double distance)
    {
        if (!(distance is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "allowed: 0 to 1");
        }

        SubsetPair best = At(1, distance);
        for (int size = 2; size <= LargestSize && Error(best) > Close; size++)
        {
            SubsetPair next = At(size, distance);
            best = Error(next) < Error(best) ? next : best;
        }

        return best;

        double Error(SubsetPair pair) => Math.Abs(pair.TotalVariation - distance);
    }

    private static SubsetPair At(int size, double distance) => new(size, size - (int)Math.Round(distance * size));
}
