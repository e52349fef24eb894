using System.Text.Json;
using Coupling.Processes.Tests.ControlEdge;
using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>Parties whose reports have a bug: no text of theirs is valid, and the finding says what.</summary>
[Collection(OneAtATime.Name)]
public sealed class PlantedReportTests
{
    [Fact]
    public async Task A_drafter_who_sees_another_token_makes_the_text_invalid()
    {
        JsonElement text = await TextOfAsync(alice: report => report.Tokens = Altered(report.Tokens));
        Assert.Equal("invalid", text.Text("verdict"));
        Assert.Equal("attempt 1, rounds: passes that the drafter sees differently: passes 1", Assert.Single(Findings(text)));
        Assert.NotEqual(text.At("digests", "alice").GetString(), text.At("digests", "bob").GetString());
    }

    [Fact]
    public async Task Bits_that_one_party_counts_twice_make_the_text_invalid()
    {
        JsonElement text = await TextOfAsync(alice: Double);
        Assert.Equal("invalid", text.Text("verdict"));
        Assert.Contains("attempt 1, rounds: passes whose bits the parties count differently: passes 1", Findings(text));
    }

    [Fact]
    public async Task Bits_that_both_parties_count_twice_are_not_what_their_frames_had()
    {
        JsonElement text = await TextOfAsync(alice: Double, bob: Double);
        Assert.Equal("invalid", text.Text("verdict"));
        string[] findings = Findings(text);
        Assert.Equal(2, findings.Length);
        Assert.All(findings, finding => Assert.Contains("payload_bits", finding, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains("frames", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_that_are_passed_on_as_they_are_spoil_nothing() =>
        Assert.Equal("valid", (await TextOfAsync(alice: _ => { }, bob: _ => { })).Text("verdict"));

    /// <summary>A text of which each party's report of the second pass is altered.</summary>
    private static async Task<JsonElement> TextOfAsync(Action<PassReport> alice, Action<PassReport>? bob = null)
    {
        await using TextServices services = await TextServices.StartAsync();
        await using ControlTap first = await ControlTap.StartAsync(services.Alice.ControlAddress);
        await using ControlTap second = await ControlTap.StartAsync(services.Bob.ControlAddress);
        first.Leak = Planted(alice);
        second.Leak = Planted(bob ?? (_ => { }));
        await services.RegisterAsync(first.Address, second.Address);
        (RunEnded ended, JsonElement? result) = await services.RunAsync(TextServices.Request(60, 3, "invariant:gumbel"));
        Assert.True(result is not null, ended.Reason);
        return result.Value.Texts().Single();
    }

    private static Leak Planted(Action<PassReport> bug)
    {
        int passes = 0;
        return new Leak
        {
            Answer = (path, message) =>
            {
                if (!path.EndsWith("/Work", StringComparison.Ordinal))
                {
                    return message;
                }

                WorkReport report = WorkReport.Parser.ParseFrom(message);
                foreach (PassReport pass in report.Passes?.Passes ?? [])
                {
                    if (++passes == 2)
                    {
                        bug(pass);
                    }
                }

                return report.ToByteArray();
            },
        };
    }

    private static void Double(PassReport report) => (report.SentBits, report.ReceivedBits) = (2 * report.SentBits, 2 * report.ReceivedBits);

    /// <summary>Another letter of the same vocabulary.</summary>
    private static ByteString Altered(ByteString tokens)
    {
        byte[] bytes = tokens.ToByteArray();
        bytes[0] = bytes[0] == 0 ? (byte)1 : (byte)0;
        return ByteString.CopyFrom(bytes);
    }

    private static string[] Findings(JsonElement text) => [.. text.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()!)];
}
