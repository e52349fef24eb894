using Coupling.Coordination.Parties;
using Coupling.Coordination.Results;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Workloads;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Theory;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Workloads;

/// <summary>Whoever takes the row of a neighbour is found, by the sum of all rows or by the rows themselves.</summary>
public sealed class PlantedMappingTests
{
    private const int Rows = 40;
    private const int RoundsPerRow = 1000;
    private const int Items = 30;
    private const ulong Seed = 11;

    private static readonly Row[] Ps = [.. Enumerable.Range(0, Rows).Select(row => Generators.Dirichlet(0.5, Items, (ulong)row))];

    // Far and near in turn: neighbours differ, and their mean does not.
    private static readonly Row[] Qs = [.. Ps.Select((p, row) => new Drift(p, 0.5, (ulong)(100 + row), "Q").At(row % 2 == 0 ? 0.5 : 0.05))];

    [Theory]
    [InlineData("gumbel")]
    [InlineData("minhash")]
    [InlineData("repair:8")]
    [InlineData("lowcomm:1e-3")]
    public void A_right_mapping_is_valid(string mode)
    {
        using RunRecord record = Run(mode, row => row, row => row);
        ModeTheory theory = record.TheoryOf(record.Modes[0]);
        Assert.InRange(theory.PValue!.Value, 1e-4, 1);
        Assert.Null(theory.RowFinding);
        Assert.Equal("valid", ResultBuilder.VerdictOf(record, record.Modes[0]));
        double expected = Enumerable.Range(0, Rows).Average(row => ModeLaw.Of(ProtocolCatalog.Parse(mode), Ps[row].Weights, Qs[row].Weights, 1).Agreement);
        Assert.Equal(expected, theory.Exact!.Value, 12);
        Assert.Equal(0.275, theory.TotalVariation!.Value, 9);
        Assert.Equal(((0.5 / 1.5) + (0.95 / 1.05)) / 2, theory.Floor!.Value, 9);
    }

    [Theory]
    [InlineData("gumbel")]
    [InlineData("minhash")]
    [InlineData("repair:8")]
    public void One_party_that_is_a_row_ahead_is_found(string mode)
    {
        using RunRecord record = Run(mode, row => row, row => Math.Min(row + 1, Rows - 1));
        Assert.Equal("invalid", ResultBuilder.VerdictOf(record, record.Modes[0]));
    }

    [Fact]
    public void Both_parties_a_row_ahead_are_found_by_the_rows_alone()
    {
        // In a circle, so that all rows have their rounds, and sums and marginals are right.
        using RunRecord record = Run("gumbel", row => (row + 1) % Rows, row => (row + 1) % Rows);
        ModeTheory theory = record.TheoryOf(record.Modes[0]);
        Assert.InRange(theory.PValue!.Value, 1e-4, 1);
        Assert.StartsWith($"agreement of {Rows} of {Rows} rows is off its law, first of row 0: p = ", theory.RowFinding, StringComparison.Ordinal);
        Assert.Equal("invalid", ResultBuilder.VerdictOf(record, record.Modes[0]));
    }

    [Fact]
    public void Units_that_span_rows_are_held_between_minhash_and_the_optimum()
    {
        using RunRecord record = Run("repair-grouped:8", row => row, row => row);
        ModeTheory theory = record.TheoryOf(record.Modes[0]);
        Assert.Null(theory.Exact);
        Assert.StartsWith("units span rows", theory.ExactReason, StringComparison.Ordinal);
        Assert.Null(theory.Law);
        Assert.InRange(theory.PValue!.Value, 1e-4, 1);
        RowSection row = RowResults.All(record, record.Modes[0], 0.99).First();
        Assert.Null(row.Exact);
        Assert.Null(row.PayloadBitsPerRound);
        Assert.Equal(0.5, row.TotalVariation!.Value, 9);
    }

    [Theory]
    [InlineData("minhash")]
    [InlineData("optimum")]
    public void An_agreement_outside_of_them_is_found(string beyond)
    {
        // Alice against herself agrees always; against others' rows, hardly ever.
        using RunRecord record = beyond == "optimum"
            ? Run("repair-grouped:8", row => row, row => row, Ps)
            : Run("repair-grouped:8", row => row, row => (row + 7) % Rows);
        Assert.Equal("invalid", ResultBuilder.VerdictOf(record, record.Modes[0]));
    }

    /// <summary>A run whose parties take the rows that they are told, held against the laws of the right ones.</summary>
    private static RunRecord Run(string mode, Func<int, int> alice, Func<int, int> bob, Row[]? bobRows = null)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        var plan = new PublicPlan
        {
            RunId = "test",
            Rounds = Rows * RoundsPerRow,
            Batch = 4096,
            InFlight = 4,
            Seed = Seed,
            AlphabetKind = "index",
            AlphabetSize = Items,
            Rows = Rows,
            RoundsPerRow = RoundsPerRow,
        };
        plan.Modes.Add(mode);
        var runPlan = new RunPlan(plan, PlanHash.Of(plan), [protocol]);
        var workload = new DisclosedWorkload(runPlan, RowLayout.Of(plan)!.Value);
        for (int row = 0; row < Rows; row++)
        {
            workload.Learn(row, Ps[row], Qs[row]);
        }

        var pair = new Pair(new Disclosure("P", "p", Rows, null), new Disclosure("Q", "q", Rows, null)) { Workload = workload };
        var record = new RunRecord(runPlan, new AgreedAlphabet("index", Items, "index", 0), pair);
        var run = new ModeRun(record, 0, new Participants(new PartyRoster(), returnTime: TimeSpan.Zero), store: null);
        record.Modes.Add(run);
        LocalResult drawn = LocalPair.Run(
            protocol, Party(Role.Alice, Ps, alice), Party(Role.Bob, bobRows ?? Qs, bob), new RoundRange(0, Rows * RoundsPerRow));
        int[] forth = [.. drawn.AliceToBob.Select(bits => (int)bits)];
        int[] back = [.. drawn.BobToAlice.Select(bits => (int)bits)];
        run.Tally.Commit(new Batch(0, drawn.Alice, forth, back, 0), new Batch(0, drawn.Bob, back, forth, 0));
        return record;
    }

    private static PartyContext Party(Role role, Row[] rows, Func<int, int> mapping) =>
        new(role, new SequenceRows(new Mapped(rows, mapping), RoundsPerRow), Seed) { RoundsPerPair = RoundsPerRow };

    private sealed class Mapped(Row[] rows, Func<int, int> mapping) : IRowSource
    {
        public int Rows => rows.Length;

        public int AlphabetSize => Items;

        public Row RowAt(int index) => rows[mapping(index)];
    }
}
