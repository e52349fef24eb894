using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Workloads;
using Coupling.Statistics;

namespace Coupling.Coordination.Results;

/// <summary>The rows of a mode on a workload, one after another.</summary>
internal static class RowResults
{
    /// <summary>A result has at most so many rows of a mode; all of them are in rows.csv.</summary>
    public const int MostInResult = 65536;

    /// <summary>For result.json: none for a pair that stays, null where there are too many.</summary>
    public static IReadOnlyList<RowSection>? Listed(RunRecord record, ModeRun mode, double confidence) =>
        mode.Tally.Rows is not { } tally ? [] : tally.Rows <= MostInResult ? [.. All(record, mode, confidence)] : null;

    /// <summary>All rows that have begun.</summary>
    public static IEnumerable<RowSection> All(RunRecord record, ModeRun mode, double confidence)
    {
        if (mode.Tally.Rows is not { } tally || RowLayout.Of(record.Plan.Public) is not { } layout)
        {
            yield break;
        }

        DisclosedWorkload? workload = record.Pair?.Workload;
        RowLaws? laws = workload?.LawsOf(mode.Protocol);
        for (int row = 0; row < tally.Rows; row++)
        {
            yield return Of(row, layout.RoundsIn(row, mode.Tally.Rounds), tally, workload, laws, confidence);
        }
    }

    private static RowSection Of(int row, long rounds, RowTally tally, DisclosedWorkload? workload, RowLaws? laws, double confidence)
    {
        long agreements = tally.Agreements(row);
        Interval interval = ClopperPearson.Interval(agreements, rounds, confidence);
        double? exact = laws?.Agreements?[row];
        double? distance = workload?.Distance(row);
        Directions bits = tally.Bits(row);
        return new RowSection(
            row,
            rounds,
            agreements,
            (double)agreements / rounds,
            new IntervalSection(interval.Low, interval.High, interval.Confidence),
            exact,
            exact is { } probability ? BinomialTest.TwoSided(agreements, rounds, probability) : null,
            distance,
            distance is { } known ? ModeTheory.FloorOf(known) : null,
            1 - distance,
            tally.HoldsUnits ? new BitsPerRoundSection((double)bits.AliceToBob / rounds, (double)bits.BobToAlice / rounds) : null,
            laws?.Bits(row));
    }
}
