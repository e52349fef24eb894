using System.Globalization;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Workloads;
using Coupling.Statistics;
using Coupling.Theory;

namespace Coupling.Coordination.Results;

/// <summary>What theory says of what a mode did, and how likely that was. Of a workload: means over the rounds.</summary>
/// <param name="Exact">Pr[a = b].</param>
/// <param name="ExactReason">Why there is no exact value although the inputs are disclosed; null where there is one.</param>
/// <param name="PValue">Of the number of agreements.</param>
/// <param name="Floor">(1 − D)/(1 + D).</param>
/// <param name="Optimum">1 − D.</param>
/// <param name="TotalVariation">D.</param>
/// <param name="Law">The expected payload.</param>
/// <param name="RowFinding">What is wrong with single rows, in words; null if nothing is.</param>
internal sealed record ModeTheory(
    double? Exact, string? ExactReason, double? PValue, double? Floor, double? Optimum, double? TotalVariation, LawSection? Law, string? RowFinding)
{
    public const string UnitsSpanRows = "units span rows: the agreement is held against the means of minhash and of the optimum";
    public const string NotLearnt = "the mode did not end, and its settings were not weighed: the agreement is held against the means of minhash and of the optimum";

    /// <summary>Of inputs that are not disclosed.</summary>
    public static ModeTheory Unknown { get; } = new(null, null, null, null, null, null, null, null);

    /// <summary>Of a pair that stays.</summary>
    public static ModeTheory Of(ModeRun mode, Pair pair, ModeLaw law)
    {
        ReadOnlySpan<double> p = pair.Alice.Row!.Weights;
        ReadOnlySpan<double> q = pair.Bob.Row!.Weights;
        return new ModeTheory(
            law.Agreement,
            ExactReason: null,
            mode.Tally.Rounds == 0 ? null : BinomialTest.TwoSided(mode.Tally.Agreements, mode.Tally.Rounds, law.Agreement),
            Bounds.Floor(p, q),
            Bounds.Optimum(p, q),
            Theory.TotalVariation.Of(p, q),
            new LawSection(law.BitsPerRound.Total, law.BitsAreAtMost),
            RowFinding: null);
    }

    /// <summary>Of rows that change with the round.</summary>
    public static ModeTheory Of(ModeRun mode, DisclosedWorkload workload)
    {
        ModeTally tally = mode.Tally;
        if (tally.Rounds == 0)
        {
            return Unknown;
        }

        RowLaws laws = workload.LawsOf(mode.Protocol);
        int rows = tally.Rows!.Rows;
        long RoundsIn(int row) => workload.Layout.RoundsIn(row, tally.Rounds);
        double Mean(Func<int, double> value) => Enumerable.Range(0, rows).Sum(row => value(row) * RoundsIn(row)) / tally.Rounds;
        List<(long, double)> Terms(Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(row => (RoundsIn(row), value(row)))];
        double[]? exact = laws.Agreements;
        return new ModeTheory(
            exact is null ? null : Mean(row => exact[row]),
            exact is not null ? null : laws.HoldsUnits ? NotLearnt : UnitsSpanRows,
            exact is not null
                ? SumOfBinomials.TwoSided(tally.Agreements, Terms(row => exact[row]))
                : BetweenPValue(tally.Agreements, Terms(laws.Least), Terms(row => 1 - workload.Distance(row))),
            Mean(row => FloorOf(workload.Distance(row))),
            Mean(row => 1 - workload.Distance(row)),
            Mean(workload.Distance),
            laws.HoldsUnits ? new LawSection(Mean(row => laws.Bits(row)!.Value), laws.BitsAreAtMost) : null,
            exact is null ? null : FindingOfRows(tally.Rows, exact, RoundsIn));
    }

    /// <summary>(1 − D)/(1 + D).</summary>
    public static double FloorOf(double distance) => (1 - distance) / (1 + distance);

    // Each bound is tested on its own side.
    private static double BetweenPValue(long agreements, List<(long, double)> least, List<(long, double)> most) =>
        Math.Min(1, 2 * Math.Min(SumOfBinomials.AtMost(agreements, least), SumOfBinomials.AtLeast(agreements, most)));

    // Errors of rows that make up for each other are not seen in the sum. The level is shared by all rows.
    private static string? FindingOfRows(RowTally tally, double[] exact, Func<int, long> roundsIn)
    {
        double level = VerdictRule.Threshold / tally.Rows;
        (int Row, double P)[] off =
        [
            .. Enumerable.Range(0, tally.Rows)
                .Select(row => (Row: row, P: BinomialTest.TwoSided(tally.Agreements(row), roundsIn(row), exact[row])))
                .Where(test => test.P < level),
        ];
        return off.Length == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"agreement of {off.Length} of {tally.Rows} rows is off its law, first of row {off[0].Row}: p = {off[0].P:G3}");
    }
}
