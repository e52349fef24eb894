using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Wire.Tests.Plans;

/// <summary>How rows cut batches; where there are none, nothing changes.</summary>
public class LeaseCutTests
{
    [Theory]
    [InlineData("repair:4", 4096, 16)]
    [InlineData("repair-grouped:8", 4096, 16)]
    [InlineData("gumbel", 4096, 1)]
    public void Without_rows_a_plan_is_cut_as_it_says(string mode, int batch, int inFlight)
    {
        PublicPlan plan = Plan(rows: 0, roundsPerRow: 0);
        Assert.Equal((batch, inFlight), Cut(mode, plan));
        Assert.Equal((batch, inFlight), Cut(mode, Plan(rows: 1, roundsPerRow: 10)));
        Assert.Equal(PartyContext.WholeRun, PlanRows.RoundsPerPair(plan));
    }

    [Theory]
    [InlineData(1, 8192)]
    [InlineData(3, 12288)]
    [InlineData(5, 20480)]
    [InlineData(7, 28672)]
    [InlineData(16, 65536)]
    public void Batches_of_grouped_modes_lie_in_rows(int units, int roundsPerRow)
    {
        PublicPlan plan = Plan(rows: 100, (ulong)roundsPerRow);
        plan.Batch = (uint)(4096 * units);
        (int batch, _) = Cut("repair-grouped:8", plan);
        Assert.True(batch % 4096 == 0 && roundsPerRow % batch == 0 && batch <= plan.Batch, $"{batch}");
    }

    [Theory]
    [InlineData(5000, false)]
    [InlineData(4096, true)]
    [InlineData(8192, true)]
    [InlineData(2048, false)]
    public void Units_lie_in_rows_of_whole_units(int roundsPerRow, bool holds)
    {
        PublicPlan plan = Plan(rows: 3, (ulong)roundsPerRow);
        Assert.Equal(holds, PlanRows.HoldUnits(plan, ProtocolCatalog.Parse("repair-grouped:8")));
        Assert.True(PlanRows.HoldUnits(plan, ProtocolCatalog.Parse("repair:8")));
        Assert.Equal(roundsPerRow, PlanRows.RoundsPerPair(plan));
    }

    [Theory]
    [InlineData(1u, 1u)]
    [InlineData(32_000u, 1u)]
    [InlineData(32_000u, 100u)]
    [InlineData(1u << 20, 1u)]
    [InlineData(1u << 20, 1_000_000u)]
    public void Rows_under_way_are_few(uint items, uint roundsPerRow)
    {
        PublicPlan plan = Plan(rows: 1000, roundsPerRow);
        plan.AlphabetSize = items;
        (int batch, int inFlight) = Cut("repair:4", plan);
        Assert.True(batch >= 1 && inFlight >= 1);
        double rows = ((double)batch * inFlight / roundsPerRow) + 1;
        Assert.True(rows * items <= (1 << 21) + (2.0 * items), $"{batch} rounds, {inFlight} under way");
    }

    /// <summary>P of 1000 items at 1 Mbit/s: 64 ms a row. A batch is 5 % of the time, and under way is what twice 32 turns take.</summary>
    [Theory]
    [InlineData("optimal", 3, 25_000u, 2, 12)]
    [InlineData("optimal", 3, 0u, 2, 4)]
    [InlineData("optimal", 0.1, 0u, 1, 2)]
    [InlineData("optimal", 0, 25_000u, 15, 20)]
    [InlineData("repair:4", 0, 25_000u, 4096, 64)]
    [InlineData("lowcomm:1e-2", 3, 25_000u, 4096, 14)]
    [InlineData("lowcomm:1e-2", 3, 0u, 4096, 5)]
    [InlineData("repair-grouped:6", 3, 25_000u, 4096, 21)]
    public void On_a_slow_link_what_is_under_way_fits_the_time_and_hides_the_delay(string mode, double seconds, uint delay, int batch, int inFlight)
    {
        PublicPlan plan = Plan(rows: 0, roundsPerRow: 0);
        (plan.AlphabetSize, plan.InFlight, plan.Seconds) = (1000, 64, seconds);
        var direction = new DirectionShaping { DelayUs = delay, RateBps = 1_000_000 };
        plan.Link = new LinkShaping { Up = direction, Down = direction };
        Assert.Equal((batch, inFlight), Cut(mode, plan));
    }

    [Theory]
    [InlineData("optimal", 0.063, true)]
    [InlineData("optimal", 0.065, false)]
    [InlineData("optimal:cached", 0.063, true)]
    [InlineData("optimal+bfloat16", 0.063, false)]
    [InlineData("repair:4", 0.001, false)]
    [InlineData("gumbel", 0.001, false)]
    [InlineData("optimal", 0, false)]
    public void A_link_is_too_slow_for_a_mode_whose_first_unit_outlasts_its_time(string mode, double seconds, bool isTooSlow)
    {
        PublicPlan plan = Plan(rows: 0, roundsPerRow: 0);
        (plan.AlphabetSize, plan.Seconds) = (1000, seconds);
        Assert.False(LeaseCut.IsTooSlow(ProtocolCatalog.Parse(mode), plan));
        plan.Link = new LinkShaping { Up = new DirectionShaping { RateBps = 1_000_000 }, Down = new DirectionShaping { RateBps = 64_000 } };
        Assert.Equal(isTooSlow, LeaseCut.IsTooSlow(ProtocolCatalog.Parse(mode), plan));
    }

    private static (int Batch, int InFlight) Cut(string mode, PublicPlan plan) =>
        (LeaseCut.BatchRounds(ProtocolCatalog.Parse(mode), plan), LeaseCut.InFlight(ProtocolCatalog.Parse(mode), plan));

    private static PublicPlan Plan(uint rows, ulong roundsPerRow) =>
        new() { Batch = 4096, InFlight = 16, AlphabetSize = 100, Rounds = 1_000_000, Rows = rows, RoundsPerRow = roundsPerRow };
}
