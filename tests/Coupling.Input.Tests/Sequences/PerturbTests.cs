using Coupling.Distributions;

namespace Coupling.Input.Tests.Sequences;

public sealed class PerturbTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("perturb:0.25,7@zipf:1,1000", 0.25)]
    [InlineData("perturb:0.9,7@zipf:1,1000", 0.9)]
    [InlineData("perturb:0,7@uniform:10", 0)]
    [InlineData("perturb:0.5,18446744073709551615@inline:0.5,0.3,0.2", 0.5)]
    [InlineData("perturb:1,0@inline:1,0", 1)]
    public void A_row_at_the_wanted_distance(string spec, double distance)
    {
        Row from = Load(spec[(spec.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        Assert.InRange(Distance(from, Load(spec)), distance - 1e-14, distance + 1e-14);
        using var sequence = RowSequence.Open(spec);
        Assert.Equal((1, Load(spec).Digest), (sequence.Rows, sequence.RowAt(0).Digest));
    }

    [Fact]
    public void A_workload_drifts_evenly()
    {
        using var sequence = RowSequence.Open("perturb:0.1..0.4,31,5@zipf:1,100");
        Row from = Load("zipf:1,100");
        Assert.Equal(31, sequence.Rows);
        Assert.All(Enumerable.Range(0, 31), row => Assert.InRange(Distance(from, sequence.RowAt(row)) - (0.1 + (0.01 * row)), -1e-14, 1e-14));
        Assert.Equal(Load("perturb:0.4,5@zipf:1,100").Digest, sequence.RowAt(30).Digest);
    }

    [Fact]
    public void It_may_drift_back_stay_or_be_short()
    {
        using var back = RowSequence.Open("perturb:0.5..0,3,5@zipf:1,100");
        Assert.Equal(Load("zipf:1,100").Digest, back.RowAt(2).Digest);
        using var still = RowSequence.Open("perturb:0.5..0.5,3,5@zipf:1,100");
        Assert.Equal(still.RowAt(0).Digest, still.RowAt(2).Digest);
        using var one = RowSequence.Open("perturb:0.2..0.5,1,5@zipf:1,100");
        Assert.InRange(Distance(Load("zipf:1,100"), one.RowAt(0)), 0.2 - 1e-14, 0.2 + 1e-14);
    }

    [Theory]
    [InlineData("perturb:0.125,3@", 0.125, 0.125)]
    [InlineData("perturb:0..0.25,3,3@", 0, 0.25)]
    public void A_workload_is_perturbed_row_by_row(string perturb, double first, double last)
    {
        string file = folder.Write("p.csv", "0.5,0.25,0.25\n0.25,0.5,0.25\n0.3,0.3,0.4\n");
        using var of = RowSequence.Open(file);
        using var perturbed = RowSequence.Open(perturb + file);
        Assert.Equal(3, perturbed.Rows);
        Assert.All(Enumerable.Range(0, 3), row => Assert.InRange(
            Distance(of.RowAt(row), perturbed.RowAt(row)) - (first + ((last - first) * row / 2)), -1e-14, 1e-14));
    }

    [Fact]
    public void Options_and_rows_of_the_inner_SPEC_are_its_own()
    {
        string file = folder.Write("p.csv", "1,3\n2,2\n");
        Assert.InRange(Distance(Load(file + "#0?normalize"), Load("perturb:0.1,3@" + file + "#0?normalize")), 0.1 - 1e-14, 0.1 + 1e-14);
    }

    [Fact]
    public void The_same_row_comes_again_after_others()
    {
        using var sequence = RowSequence.Open("perturb:0..0.5,200,9@zipf:1,100000");
        string[] digests = [.. Enumerable.Range(0, 3).Select(row => sequence.RowAt(row).Digest)];
        Assert.InRange(sequence.CachedRows, 2, 100);
        Assert.All(Enumerable.Range(100, 100), row => sequence.RowAt(row));
        Assert.Equal(digests, Enumerable.Range(0, 3).Select(row => sequence.RowAt(row).Digest));
    }

    [Theory]
    [InlineData("perturb:0.85,1@inline:0.5,0.3,0.2", "TV: 0.85", "0 to 0.8")]
    [InlineData("perturb:-0.1,1@uniform:3", "TV: -0.1", "0 to ")]
    [InlineData("perturb:0.1,1@inline:1", "TV: 0.1", "0 to 0,")]
    [InlineData("perturb:0.1,1@inline:0.5,0.6", "sum of the weights", "1 within 1e-9")]
    [InlineData("perturb:0..0.5,3,1@uniform:3", "rows: 3, a workload", "where one distribution is asked for")]
    [InlineData("perturb:0.1,1@missing.npy", "missing.npy", "no such file")]
    public void What_cannot_be_perturbed_is_named(string spec, string a, string b) =>
        Refusal.Names(() => DistributionSource.Load(spec), a, b);

    [Theory]
    [InlineData("perturb:-0.1..0.2,3,1@uniform:3", "TV: -0.1", "0 to 1")]
    [InlineData("perturb:0..0.7,3,1@uniform:3", "TV: 0.7", "0 to 0.666")]
    [InlineData("perturb:0..0.5,0,1@uniform:3", "rows: 0", "1 to 1048576")]
    [InlineData("perturb:0..0.5,1048577,1@uniform:3", "rows: more than 1048576", "1 to 1048576")]
    public void Workloads_out_of_range_are_named(string spec, string a, string b) =>
        Refusal.Names(() => RowSequence.Open(spec), spec + ": ", a, b);

    [Fact]
    public void Rows_that_do_not_match_are_named()
    {
        string file = folder.Write("p.csv", "0.5,0.5\n1,0\n");
        Refusal.Names(() => RowSequence.Open("perturb:0..0.5,3,1@" + file), "rows: 3", "2, as many as");
        Refusal.Names(() => RowSequence.Open("perturb:0.7,1@" + file), "row 0: TV: 0.7", "0 to 0.5");
        Refusal.Names(() => DistributionSource.Load("perturb:0.1,1@" + file), "row: none chosen of 2", "#0 to #1");
    }

    private static Row Load(string spec) => Assert.IsType<IndexedInput>(DistributionSource.Load(spec)).Row;

    private static double Distance(Row p, Row q)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            sum.Add(Math.Abs(p[item] - q[item]));
        }

        return sum.Value / 2;
    }
}
