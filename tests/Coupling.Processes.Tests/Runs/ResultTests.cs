using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class ResultTests(EveryMode run)
{
    private static readonly string[] Meters = ["payload_bits", "message_bytes", "socket_bytes"];
    private static readonly string[] Silent = ["gumbel", "minhash", "inverse-cdf", "independent"];

    [Fact]
    public void A_run_of_every_mode_is_valid_and_says_so()
    {
        run.Outcome.EndedWith(0);
        Assert.Equal("coupling.result/1", run.Result.Text("schema"));
        Assert.Equal("valid", run.Result.Text("verdict"));
        Assert.Equal(EveryMode.Modes, run.Result.Modes().Select(mode => mode.Text("mode")));
        Assert.All(run.Result.Modes(), mode =>
        {
            Assert.Equal("valid", mode.Text("verdict"));
            Assert.Equal(EveryMode.Rounds, mode.Count("rounds"));
            Assert.Equal(1, mode.Count("attempts"));
            Assert.True(mode.GetProperty("reconciled").GetBoolean());
            Assert.Empty(mode.GetProperty("findings").EnumerateArray());
        });
    }

    [Fact]
    public void Standard_output_and_the_result_file_hold_the_same() =>
        Assert.Equal(File.ReadAllText(run.ResultFile), run.Outcome.Output.TrimEnd('\n', '\r'));

    [Fact]
    public void No_field_of_the_schema_is_missing()
    {
        Require(run.Result, "schema run_id verdict plan environment security alphabet control_bytes modes");
        Require(run.Result.GetProperty("environment"), "os cpu cores dotnet commit version packages");
        Require(run.Result.GetProperty("alphabet"), "kind size digest control_bytes");
        Require(run.Result.GetProperty("control_bytes"), "alice bob");
        Assert.All(run.Result.Modes(), mode =>
        {
            Require(mode, "mode coins rounds agreements agreement interval exact floor optimum total_variation law marginals");
            Require(mode, "payload_bits message_bytes socket_bytes kernel_bytes payload_bits_per_round turns connections");
            Require(mode, "legs witnesses reconciled attempts digest digests seconds rows");
            Require(mode.GetProperty("interval"), "low high confidence");
            Require(mode.GetProperty("law"), "payload_bits_per_round");
            Require(mode.At("marginals", "alice"), "statistic df p_value");
            Require(mode.At("marginals", "bob"), "statistic df p_value");
            Require(mode.GetProperty("kernel_bytes"), "legs");
            Require(mode.GetProperty("turns"), "total mean_per_batch max_per_batch");
            Require(mode.GetProperty("digests"), "alice bob");
            foreach (JsonElement phase in Meters.SelectMany(meter => ResultReading.Phases.Select(phase => mode.At(meter, phase))))
            {
                Require(phase, "alice_to_bob bob_to_alice");
            }
        });
    }

    [Fact]
    public void Measured_agreement_lies_about_the_exact_one_and_below_the_optimum() => Assert.All(run.Result.Modes(), mode =>
    {
        double agreement = mode.GetProperty("agreement").GetDouble();
        Assert.Equal(agreement, (double)mode.Count("agreements") / EveryMode.Rounds);
        Assert.InRange(agreement, mode.At("interval", "low").GetDouble(), mode.At("interval", "high").GetDouble());
        Assert.InRange(mode.GetProperty("exact").GetDouble(), agreement - 0.02, agreement + 0.02);
        Assert.Equal(1 - mode.GetProperty("total_variation").GetDouble(), mode.GetProperty("optimum").GetDouble(), 12);
        Assert.True(mode.GetProperty("exact").GetDouble() <= mode.GetProperty("optimum").GetDouble() + 1e-12);
    });

    [Fact]
    public void A_silent_mode_says_nothing_on_any_meter() => Assert.All(Silent.Select(name => run.Result.Mode(name)), mode =>
    {
        Assert.All(Meters, meter => Assert.Equal(0, mode.Total(meter)));
        Assert.Equal(0, mode.Count("connections"));
        Assert.Equal(0, mode.Count("turns", "total"));
    });

    [Fact]
    public void Sockets_carry_at_least_the_messages_and_messages_the_payload() => Assert.All(Conversing(), mode =>
    {
        Assert.Equal(1, mode.Count("connections"));
        foreach (string phase in ResultReading.Phases)
        {
            foreach (string direction in ResultReading.Directions)
            {
                long message = mode.Count("message_bytes", phase, direction);
                Assert.True(mode.Count("socket_bytes", phase, direction) >= message);
                Assert.True(message * 8 >= mode.Count("payload_bits", phase, direction));
            }
        }
    });

    [Fact]
    public void An_undisturbed_conversation_has_handshake_and_teardown_but_no_retry() => Assert.All(Conversing(), mode =>
    {
        Assert.Equal(0, mode.BothWays("payload_bits", "handshake") + mode.BothWays("payload_bits", "teardown"));
        Assert.NotEqual(0, mode.BothWays("message_bytes", "handshake"));
        Assert.All(Meters, meter => Assert.Equal(0, mode.BothWays(meter, "retry") + mode.BothWays(meter, "indeterminate")));
        Assert.Equal(
            (double)mode.Total("payload_bits") / EveryMode.Rounds, mode.GetProperty("payload_bits_per_round").GetDouble(), 12);
    });

    [Fact]
    public void Optimal_cached_ships_P_once_and_is_silent_then()
    {
        JsonElement mode = run.Result.Mode("optimal:cached");
        Assert.Equal(4 * 64, mode.Count("payload_bits", "setup", "alice_to_bob"));
        Assert.Equal(4 * 64, mode.Total("payload_bits"));
    }

    [Fact]
    public void Every_witness_agrees_and_both_ends_and_the_link_are_among_them() => Assert.All(Conversing(), mode =>
    {
        JsonElement[] witnesses = [.. mode.GetProperty("witnesses").EnumerateArray()];
        Assert.All(witnesses, witness => Assert.True(witness.GetProperty("agrees").GetBoolean()));
        foreach (string phase in new[] { "handshake", "setup", "rounds", "teardown" })
        {
            JsonElement counts = witnesses.Single(witness =>
                witness.Text("phase") == phase && witness.Text("what") == "socket_bytes alice_to_bob").GetProperty("counts");
            Require(counts, "alice_sent link_in link_out bob_received");
        }
    });

    private IEnumerable<JsonElement> Conversing() => run.Result.Modes().Where(mode => !Silent.Contains(mode.Text("mode")));

    private static void Require(JsonElement element, string names) => Assert.All(
        names.Split(' '), name => Assert.True(element.TryGetProperty(name, out _), $"{name} is missing"));
}
