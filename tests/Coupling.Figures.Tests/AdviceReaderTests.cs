using System.Text;
using System.Text.Json.Nodes;
using Coupling.Figures.Advising;

namespace Coupling.Figures.Tests;

/// <summary>What is read from a result, field by field.</summary>
public sealed class AdviceReaderTests
{
    private readonly JsonObject result = JsonNode.Parse("""
        {
          "run_id": "run", "plan": {"modes": ["gumbel", "repair:4", "optimal:cached", "optimal", "index"], "seed": 7, "seconds": 3, "rows": null, "rounds_per_row": null},
          "inputs": {"alice": {"spec": "zipf:1,1000"}, "bob": null}, "alphabet": {"size": 1000},
          "link": {
            "asked": {"up": {"delay_ms": 25, "jitter_ms": 0, "rate_bps": 64000}, "down": {"delay_ms": 20, "jitter_ms": 2, "rate_bps": null}},
            "measured": {"rtt_ms": {"median": 45.5}, "up_bps": 64010, "down_bps": null}
          },
          "modes": []
        }
        """)!.AsObject();

    public AdviceReaderTests()
    {
        Add("gumbel", 0.7, 0, "null");
        Add("repair:4", 0.78, 10, Use(predicted: "0.0009"), sustained: "0.001");
        Add("optimal:cached", 0.8, 0, Use(predicted: "0", setup: "1"), setupBits: 64000, sustained: "0.00001");
    }

    [Fact]
    public void Times_and_bits_are_those_of_setup_and_rounds()
    {
        Advice advice = Read();
        Assert.Equal(["optimal:cached", "gumbel", "repair:4"], advice.Points.Select(point => point.Mode));
        AdvicePoint repair = advice.Points[2];
        Assert.Equal((0.001, 0.0009, true, 780), (repair.Seconds, repair.Predicted, repair.IsSustained, Math.Round(repair.AgreedPerSecond)));

        // 10 bits each way and round, in bytes, and a tenth more in sockets; what handshake and end took is not in it.
        Assert.Equal((20, 22), (repair.PayloadBits, Math.Round(repair.SocketBits, 9)));

        // A second of setup over 10000 rounds.
        AdvicePoint cached = advice.Points[0];
        Assert.Equal(0.00001 + 0.0001, cached.Seconds, 1e-12);
        Assert.Null(cached.Predicted);
        Assert.True(cached is { IsSaidOnce: true, NeedsPairToStay: true });
        Assert.Equal(2 / 10000.0, advice.Points[1].Seconds, 1e-12);
        Assert.Equal(new AdviceLink(new AdviceDirection(25, 0, 64000), new AdviceDirection(20, 2, null), new AdviceMeasure(45.5, 64010, null)), advice.Link);
        Assert.Equal(("zipf:1,1000", "not disclosed", 7UL), (advice.P, advice.Q, advice.Seed));
    }

    [Fact]
    public void A_time_that_was_too_short_is_marked()
    {
        Modes[1]!["sustained_seconds_per_round"] = null;
        AdvicePoint repair = Read().Points.Single(point => point.Mode == "repair:4");
        Assert.Equal((0.002, false), (repair.Seconds, repair.IsSustained));
    }

    [Fact]
    public void What_is_missing_is_told_apart()
    {
        Add("optimal", 0, 0, "null");
        (Modes[3]!["verdict"], Modes[3]!["rounds"], Modes[3]!["ended_by"]) = ("inconclusive", 0, "link");
        Add("index", 1, 5, "null");
        Modes[4]!["bob_law"] = "p";
        Advice advice = Read();
        Assert.Equal(3, advice.Points.Count);
        UnmeasuredMode slow = Assert.Single(advice.Unmeasured);
        Assert.Equal(("optimal", true, true), (slow.Mode, slow.IsTooSlow, advice.IsComplete));
        Assert.Contains("longer than 3 s", slow.Reason, StringComparison.Ordinal);

        Modes[1]!["verdict"] = "invalid";
        Modes[1]!["findings"] = new JsonArray("agreement is off its law");
        Modes.RemoveAt(3);
        advice = Read();
        Assert.False(advice.IsComplete);
        Assert.Equal(["agreement is off its law", "the run ended before it"], advice.Unmeasured.Select(mode => mode.Reason));
    }

    [Fact]
    public void A_result_without_a_measure_is_refused()
    {
        foreach (JsonNode? mode in Modes)
        {
            mode!["verdict"] = "inconclusive";
        }

        Assert.Contains("none was measured", Assert.Throws<InvalidDataException>(Read).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => AdviceReader.Read("{}"u8.ToArray(), new AdviceWish()));
    }

    [Fact]
    public void A_result_of_a_version_before_the_link_is_read()
    {
        result.Remove("link");
        foreach (JsonNode? mode in Modes)
        {
            mode!.AsObject().Remove("link");
            mode!.AsObject().Remove("sustained_seconds_per_round");
        }

        Advice advice = Read();
        Assert.Null(advice.Link);
        Assert.All(advice.Points, point => Assert.Equal((2 / 10000.0, false), (point.Seconds, point.IsSustained)));
    }

    private JsonArray Modes => result["modes"]!.AsArray();

    private Advice Read() => AdviceReader.Read(Encoding.UTF8.GetBytes(result.ToJsonString()), new AdviceWish());

    private static string Use(string predicted, string setup = "0.1") => $$"""
        {"seconds_per_round": 0.002, "setup_seconds": {{setup}}, "predicted_seconds_per_round": {{predicted}},
         "waiting_share": {"alice": 0.9, "bob": 0.8}, "used_share": {"alice_to_bob": 0.45, "bob_to_alice": null} }
        """;

    /// <summary>10,000 rounds in 2 s, so many bits each way in every round.</summary>
    private void Add(string mode, double agreement, int bits, string link, int setupBits = 0, string sustained = "0.0002")
    {
        int bytes = bits * 10_000 / 8;
        Modes.Add(JsonNode.Parse($$"""
            {"mode": "{{mode}}", "bob_law": "q", "verdict": "valid", "findings": [], "rounds": 10000, "agreement": {{agreement}}, "interval": {"low": 0, "high": 1}, "exact": {{agreement}},
             "optimum": 0.8, "total_variation": 0.2, "payload_bits_per_round": {{(2 * bits) + (setupBits / 10000.0)}}, "seconds": 2, "sustained_seconds_per_round": {{sustained}}, "ended_by": "seconds", "units": {"rounds": 1},
             "payload_bits": {"setup": {"alice_to_bob": {{setupBits}}, "bob_to_alice": 0} },
             "socket_bytes": {"handshake": {"alice_to_bob": 500, "bob_to_alice": 300}, "setup": {"alice_to_bob": {{setupBits / 8}}, "bob_to_alice": 0}, "rounds": {"alice_to_bob": {{bytes * 11 / 10}}, "bob_to_alice": {{bytes * 11 / 10}}} },
             "turns": {"mean_per_batch": 12.5}, "link": {{link}} }
            """));
    }
}
