namespace Coupling.Benchmarks.Comparing;

/// <summary>What is claimed of ratios (docs/performance.md), each at its n and shapes of P.</summary>
internal static class Claims
{
    private const int Smallest = 1000;
    private const int Vocabulary = 128_256;

    public static IEnumerable<Claim> At(string shape, int n)
    {
        bool isZipf = shape == Shape.Zipf;
        if (isZipf && n >= Vocabulary)
        {
            yield return new Claim(Contestants.Fresh, Contestants.Maxima, 2.5, IsAtMost: true);
            yield return new Claim(Contestants.Changing, Contestants.ChangingMaxima, 2.5, IsAtMost: true);
            yield return new Claim(Contestants.OfNumpy, Contestants.Fresh, 20);
            yield return new Claim(Contestants.OfNumpy, Contestants.NarrowFresh, 20);
        }

        if (isZipf && n == Smallest)
        {
            yield return new Claim(Contestants.OfNumpy, Contestants.Fresh, 5);
        }

        yield return new Claim(Contestants.RepairBoth, Contestants.MinHashBoth, 2, IsAtMost: true);
        if (n > Smallest)
        {
            yield return new Claim(Contestants.Flat, Contestants.Staying, 40);
            yield return new Claim(Contestants.Flat, Contestants.Staying64, 10);
        }

        if (isZipf && n == Vocabulary)
        {
            yield return new Claim(Contestants.Darts, Contestants.MinHashStaying, 20);
        }
    }
}
