using Coupling.Protocols;

namespace Coupling.Theory.Tests.Enumerated;

/// <summary>Pr[Alice's sample is a, Bob's is b], added up over all coins of a protocol as its page defines it, and what must hold of it.</summary>
internal sealed class JointLaw(double[] p, double[] q)
{
    // Every sum here is exact but for rounding: the coins are cut where the outcome changes, and series are summed whole.
    private const double Rounding = 1e-12;

    private readonly double[,] cells = new double[p.Length, q.Length];

    public double Agreement => Items.Sum(item => cells[item, item]);

    private IEnumerable<int> Items => Enumerable.Range(0, p.Length);

    public void Add(int a, int b, double probability) => cells[a, b] += probability;

    /// <summary>All probability is there, a ~ P and b ~ Q.</summary>
    public void AssertMarginals()
    {
        Assert.Equal(1, Items.Sum(Row), Rounding);
        Assert.All(Items, item => Assert.Equal(p[item], Row(item), Rounding));
        Assert.All(Items, item => Assert.Equal(q[item], Column(item), Rounding));
    }

    /// <summary>The diagonal is the law that theory has of a mode.</summary>
    public void AssertAgreement(string mode) =>
        AssertAgreement(ModeLaw.Of(ProtocolCatalog.Parse(mode), p, q, rounds: 1).Agreement);

    public void AssertAgreement(double law) => Assert.Equal(law, Agreement, Rounding);

    private double Row(int a) => Items.Sum(b => cells[a, b]);

    private double Column(int b) => Items.Sum(a => cells[a, b]);
}
