namespace Coupling.Theory.Tests.Enumerated;

/// <summary>
/// A party's draw beside a common one: the common draw is kept if u·common &lt; own at it, u a private uniform, else another uniform goes
/// through the inverse CDF of the residual (own − common)₊; of an empty one, the common draw is kept. Steps 3 and 4 of
/// docs/protocols/optimal.md, step 2 of docs/protocols/lowcomm.md.
/// </summary>
/// <param name="Keeps">Of u, and the common and own weight of the common draw.</param>
/// <param name="Residual">Of an item's common and own weight.</param>
internal sealed record Beside(Func<double, double, double, bool> Keeps, Func<double, double, double> Residual)
{
    public static Beside AsDefined { get; } = new((u, common, own) => u * common < own, (common, own) => Math.Max(0, own - common));

    /// <summary>Kept with probability min(1, common/own).</summary>
    public static Beside KeepingUpsideDown { get; } = AsDefined with { Keeps = (u, common, own) => u * own < common };

    public static Beside DrawingWhereCommonIsAbove { get; } = AsDefined with { Residual = (common, own) => Math.Max(0, common - own) };

    public static Beside NeverRejecting { get; } = AsDefined with { Keeps = (_, _, _) => true };

    /// <summary>The law of the party's draw, given the common one.</summary>
    public IEnumerable<(int Item, double Probability)> Given(int draw, double[] common, double[] own)
    {
        double[] residual = [.. common.Zip(own, Residual)];
        foreach ((double u, double length) in Uniform.Pieces(own[draw] / common[draw], common[draw] / own[draw]))
        {
            if (Keeps(u, common[draw], own[draw]) || residual.Sum() == 0)
            {
                yield return (draw, length);
                continue;
            }

            foreach ((int item, double probability) in Uniform.Draws(residual))
            {
                yield return (item, length * probability);
            }
        }
    }
}
