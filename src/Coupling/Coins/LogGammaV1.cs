using Coupling.Numerics;

namespace Coupling.Coins;

/// <summary>
/// `row.gamma-v1`: logarithms of independent Gamma(shape) variables, up to a constant that all items share; of these,
/// softmax makes a draw of the Dirichlet law. A pure function of (shape, seed, item): the same bits on every machine.
/// Definition: docs/input.md.
/// </summary>
/// <remarks>
/// Marsaglia and Tsang, "A simple method for generating gamma variables" (ACM TOMS 26, 2000), with normals by the polar
/// method; shapes below 1 by Gamma(a) = Gamma(a+1)·U^(1/a). The logarithm is what is kept, because at small shapes most
/// of the variables themselves are too small for binary64.
/// </remarks>
internal readonly struct LogGammaV1
{
    public const string Name = "row.gamma-v1";
    public const double MinimumShape = 0.001;
    public const double MaximumShape = 1_000_000;

    // Values of the counter's field "order".
    private const int Normal = 0;
    private const int Acceptance = 1;
    private const int Boost = 2;

    private readonly double shape;
    private readonly double d;
    private readonly double c;
    private readonly ulong seed;

    /// <param name="shape"><see cref="MinimumShape"/> to <see cref="MaximumShape"/>.</param>
    /// <param name="seed">Any.</param>
    public LogGammaV1(double shape, ulong seed)
    {
        this.shape = shape;
        this.seed = seed;
        d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        c = 1 / Math.Sqrt(9 * d);
    }

    /// <summary>ln(Gamma ÷ d) of an item, 0..2^20−1.</summary>
    public double At(int item)
    {
        // About three trials in four are accepted, most refusals being points outside the disc.
        for (uint trial = 0; ; trial++)
        {
            if (TryDraw(item, trial, out double logarithm))
            {
                return shape < 1 ? logarithm - (BoostOf(item) / shape) : logarithm;
            }
        }
    }

    private bool TryDraw(int item, uint trial, out double logarithm)
    {
        logarithm = 0;
        if (!TryNormal(item, trial, out double x))
        {
            return false;
        }

        double t = 1 + (c * x);
        if (t <= 0)
        {
            return false;
        }

        double v = t * t * t;
        logarithm = PortableLog.Log(v);
        double bound = (0.5 * x * x) + (d - (d * v) + (d * logarithm));
        double u = OpenUniform.FromBits(Block(item, trial, Acceptance).Low);
        return PortableLog.Log(u) < bound;
    }

    // The polar method: a point of the square that lies in the disc gives a normal variable.
    private bool TryNormal(int item, uint trial, out double x)
    {
        (ulong low, ulong high) = Block(item, trial, Normal);
        double a = (2 * OpenUniform.FromBits(low)) - 1;
        double b = (2 * OpenUniform.FromBits(high)) - 1;
        double s = (a * a) + (b * b);
        if (s >= 1)
        {
            x = 0;
            return false;
        }

        x = a * Math.Sqrt(-2 * PortableLog.Log(s) / s);
        return true;
    }

    // −ln U, an Exp(1) variable.
    private double BoostOf(int item) =>
        Exponential.FromUniform(OpenUniform.FromBits(Block(item, trial: 0, Boost).Low));

    private (ulong Low, ulong High) Block(int item, uint trial, int use) =>
        CoinCounter.Block(seed, CoinPurpose.RowGamma, round: 0, (uint)item, trial, use);
}
