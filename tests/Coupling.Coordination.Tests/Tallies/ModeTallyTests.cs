using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Protocols;

namespace Coupling.Coordination.Tests.Tallies;

public class ModeTallyTests
{
    [Fact]
    public void Rounds_agreements_counts_and_bits_add_up()
    {
        using var tally = new ModeTally(alphabetSize: 4, unitRounds: 1);
        tally.Commit(new Batch(0, [0, 1, 2], [5, 0, 7], [1, 1, 9], 2), new Batch(0, [0, 3, 2], [1, 1, 9], [5, 0, 7], 3));
        tally.Commit(new Batch(3, [1], [1], [2], 1), new Batch(3, [1], [2], [1], 0));

        Assert.Equal((4, 3, 2), (tally.Rounds, tally.Agreements, tally.Batches));
        Assert.Equal([1, 2, 1, 0], tally.AliceCounts);
        Assert.Equal([1, 1, 1, 1], tally.BobCounts);
        Assert.Equal(new Directions(13, 13), tally.PayloadBits);
        Assert.Equal((6, 5), (tally.Turns, tally.MostTurnsInABatch));
        Assert.Equal(0, tally.UnitMismatches);
    }

    [Fact]
    public void Units_that_the_parties_count_differently_are_counted()
    {
        using var tally = new ModeTally(2, 1);
        tally.Commit(new Batch(0, [0, 0, 0], [5, 6, 7], [1, 1, 1], 1), new Batch(0, [0, 0, 0], [1, 2, 1], [5, 6, 8], 1));
        Assert.Equal(2, tally.UnitMismatches);
        Assert.Equal(new Directions(18, 4), tally.PayloadBits);
    }

    /// <summary>B·G = 3·4, and 3·2 for a unit that is cut short.</summary>
    [Theory]
    [InlineData(8, 4, 4, 2, 12, 0)]
    [InlineData(8, 5, 4, 2, 13, 1)]
    [InlineData(8, 4, 4, 3, 12, 1)]
    [InlineData(13, 0, 6, 1, 13, 2)]
    public void Units_above_their_cap_are_counted(int hers, int his, int hersLast, int hisLast, int largest, int over)
    {
        using var tally = new ModeTally(2, 4, protocol: new Budget(3, 4));
        var samples = new int[6];
        tally.Commit(new Batch(0, samples, [hers, hersLast], [his, hisLast], 1), new Batch(0, samples, [his, hisLast], [hers, hersLast], 1));
        Assert.Equal((largest, over), (tally.LargestUnitBits, tally.UnitsOverCap));
        var restored = new ModeTally(2, 4, protocol: new Budget(3, 4));
        restored.Restore(tally.ToStored(), []);
        Assert.Equal((largest, over), (restored.LargestUnitBits, restored.UnitsOverCap));
    }

    [Fact]
    public void How_a_run_was_cut_into_batches_leaves_no_trace_in_the_digest()
    {
        int[] samples = [.. Enumerable.Range(0, 9000).Select(round => round % 5)];
        Assert.Single(new[] { 1, 7, 4096, 5000, 9000 }.Select(Cut).Distinct());

        (string Both, string Alice, string Bob) Cut(int batchRounds)
        {
            using var tally = new ModeTally(5, 1);
            for (int first = 0; first < samples.Length; first += batchRounds)
            {
                int[] drawn = samples[first..Math.Min(samples.Length, first + batchRounds)];
                (Batch alice, Batch bob) = Batches.Speaking(first, drawn);
                tally.Commit(alice, bob);
            }

            return tally.FinishDigests();
        }
    }

    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(0, 1, 2, 2)]
    [InlineData(1, 0, 2, 2)]
    [InlineData(0, 0, 2, 3)]
    public void Batches_that_do_not_belong_together_or_are_not_the_next_are_refused(
        int aliceFirst, int bobFirst, int aliceRounds, int bobRounds)
    {
        using var tally = new ModeTally(2, 1);
        LeaseFaultException fault = Assert.Throws<LeaseFaultException>(() => tally.Commit(
            Batches.Silent(aliceFirst, new int[aliceRounds]), Batches.Silent(bobFirst, new int[bobRounds])));
        Assert.Contains("different batches", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, tally.Rounds);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void A_report_with_bits_of_too_few_or_too_many_units_is_refused_before_anything_is_committed(int alice, int bob)
    {
        using var tally = new ModeTally(2, 1);
        Assert.Throws<LeaseFaultException>(() => tally.Commit(
            new Batch(0, [1, 1], new int[alice], new int[alice], 0), new Batch(0, [1, 1], new int[bob], new int[bob], 0)));
        Assert.Equal((0, 0), (tally.Rounds, tally.Agreements));
        Assert.Equal([0, 0], tally.AliceCounts);
    }
}
