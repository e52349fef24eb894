using Coupling.Cli.Requirements;

namespace Coupling.Cli.Tests.Requirements;

public class RequirementParserTests
{
    private static readonly string[] Modes = ["gumbel", "repair:8", "optimal:cached"];

    [Theory]
    [InlineData("agreement >= 0.5", null, "agreement", ">=", 0.5)]
    [InlineData("agreement>=0.5", null, "agreement", ">=", 0.5)]
    [InlineData("  repair:8.agreement   <  1 ", "repair:8", "agreement", "<", 1)]
    [InlineData("repair:8.payload_bits_per_round<=2e1", "repair:8", "payload_bits_per_round", "<=", 20)]
    [InlineData("socket_bytes.rounds.alice_to_bob == 0", null, "socket_bytes.rounds.alice_to_bob", "==", 0)]
    [InlineData("optimal:cached.marginals.alice.p_value > 1e-9", "optimal:cached", "marginals.alice.p_value", ">", 1e-9)]
    [InlineData("turns.max_per_batch != -1", null, "turns.max_per_batch", "!=", -1)]
    [InlineData("law.payload_bits_per_round < 30", null, "law.payload_bits_per_round", "<", 30)]
    [InlineData("interval.low > .5", null, "interval.low", ">", 0.5)]
    [InlineData("reconciled == true", null, "reconciled", "==", 1)]
    [InlineData("reconciled != 0", null, "reconciled", "!=", 0)]
    public void It_reads_mode_field_comparison_and_bound(string text, string? mode, string field, string symbol, double bound)
    {
        Requirement requirement = RequirementParser.Parse(text, Modes);
        Assert.Equal(
            (text.Trim(), mode, field, symbol, bound),
            (requirement.Text, requirement.Mode, requirement.Field.Path, requirement.Comparison.Symbol, requirement.Bound));
    }

    [Theory]
    [InlineData("", "not of the form")]
    [InlineData("agreement", "not of the form")]
    [InlineData("agreement = 1", "not of the form")]
    [InlineData("agreement => 1", "not of the form")]
    [InlineData("agreement >= 1 2", "not of the form")]
    [InlineData("0.5 <= agreement", "numeric field")]
    [InlineData("agreemnt >= 0.5", "did you mean 'agreement'?")]
    [InlineData("repair:8.agreemnt >= 0.5", "did you mean 'agreement'?")]
    [InlineData("digest == 1", "no numeric field")]
    [InlineData("marginals.alice == 1", "no numeric field")]
    [InlineData("repair:4.agreement >= 0.5", "'repair:4' is no mode of this run (allowed: gumbel, repair:8, optimal:cached)")]
    [InlineData("repair.turns.total >= 0.5", "'repair' is no mode of this run")]
    [InlineData("agreement >= much", "'much' is no finite number")]
    [InlineData("agreement >= NaN", "'NaN' is no finite number")]
    [InlineData("agreement >= 0,5", "'0,5' is no finite number")]
    [InlineData("agreement == true", "'true' is no finite number")]
    [InlineData("reconciled == 2", "'2' (allowed for reconciled: true or 1, false or 0)")]
    public void What_says_nothing_about_the_run_is_refused_and_the_message_says_why(string text, string why)
    {
        var fault = Assert.Throws<FormatException>(() => RequirementParser.Parse(text, Modes));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_and_boolean_of_a_mode_can_be_required()
    {
        string[] paths = [.. ModeFields.All.Select(field => field.Path)];
        Assert.Superset(
            new HashSet<string>
            {
                "rounds", "agreements", "agreement", "exact", "floor", "optimum", "total_variation", "agreement_p_value",
                "interval.low", "interval.high", "interval.confidence", "law.payload_bits_per_round", "payload_bits_per_round",
                "marginals.alice.p_value", "marginals.bob.g_p_value", "marginals.bob.on_zero_probability",
                "payload_bits.setup.alice_to_bob", "message_bytes.rounds.bob_to_alice", "socket_bytes.handshake.alice_to_bob",
                "turns.total", "turns.mean_per_batch", "turns.max_per_batch", "connections", "reconciled", "attempts", "seconds",
            },
            paths.ToHashSet());
        Assert.DoesNotContain(paths, path => path.StartsWith("witnesses", StringComparison.Ordinal) || path.StartsWith("rows", StringComparison.Ordinal));
        Assert.Equal(["law.at_most", "reconciled"], ModeFields.All.Where(field => field.IsBoolean).Select(field => field.Path));
    }
}
