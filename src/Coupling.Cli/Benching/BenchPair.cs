using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Cli.Benching;

/// <summary>What both parties hold in a measurement: P is Zipf(1), Q Zipf(1.1), their items scattered alike.</summary>
/// <param name="Alice">Holds P.</param>
/// <param name="Bob">Holds Q.</param>
internal sealed record BenchPair(PartyContext Alice, PartyContext Bob)
{
    public const double ExponentOfP = 1;
    public const double ExponentOfQ = 1.1;

    private const ulong Seed = 1;

    /// <summary>One pair for all rounds.</summary>
    public static BenchPair Staying(int n) => Of(rows => new ConstantRows(rows(0)), n);

    /// <summary>Another pair in every round.</summary>
    public static BenchPair Changing(int n) => Of(rows => new CyclicRows([.. Enumerable.Range(0, CyclicRows.Enough).Select(rows)]), n);

    private static BenchPair Of(Func<Func<int, Row>, IRows> hold, int n)
    {
        Row p = Generators.Zipf(ExponentOfP, n);
        Row q = Generators.Zipf(ExponentOfQ, n);

        // A prior that is near to both of them; only modes that need one ask for it.
        Row prior = ScatteredRow.Of(q, 0);
        return new BenchPair(Context(Role.Alice, p), Context(Role.Bob, q));

        PartyContext Context(Role role, Row row) => new(role, hold(order => ScatteredRow.Of(row, order)), Seed) { Prior = prior };
    }
}
