using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Remote;

[Collection(OneAtATime.Name)]
public sealed class ServiceSettingsTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("coordinator", "--listen", "0.0.0.0:0")]
    [InlineData("coordinator", "--link-listen", "0.0.0.0:0")]
    [InlineData("alice", "--listen", "[::]:0")]
    [InlineData("bob", "--wire-listen", "192.0.2.1:0")]
    public async Task An_address_off_loopback_needs_certificates_or_the_users_word(string role, string option, string address)
    {
        Outcome refused = await CouplingProgram.RunAsync([role, .. Distribution(role), option, address]);
        refused.EndedWith(64).SaysWithoutTrace($"{option}: {address} (allowed without --certs: a loopback");
        Assert.Contains("--insecure-lab", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_says_that_plain_text_went_off_loopback()
    {
        using Service coordinator = await Service.StartAloneAsync("coordinator", "--listen", "0.0.0.0:0", "--insecure-lab");
        string url = coordinator.Announcement.Listening.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        using Service alice = await Service.StartAloneAsync("alice", "--distribution", Pair.P, "--listen", "0.0.0.0:0", "--insecure-lab", "--coordinator", url);
        using Service bob = await Service.StartAloneAsync("bob", "--distribution", Pair.Q, "--coordinator", url);
        Outcome run = await CouplingProgram.RunAsync("run", "--coordinator", url, "--modes", "repair:4", "--rounds", "5000", "--out", folder.Out);
        Assert.Contains("insecure lab", run.EndedWith(0).Output, StringComparison.Ordinal);
        Assert.True(folder.Result().At("security", "insecure_lab").GetBoolean());
    }

    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        string file = folder.Write("bob.json", $$"""{"distribution": "{{Pair.Q}}", "listen": "127.0.0.2:0", "wire-listen": "127.0.0.2:0", "Logging": {"LogLevel": {"Default": "Debug"} } }""");
        using (Service fromFile = await Service.StartAloneAsync("bob", "--config", file))
        {
            Assert.Contains("127.0.0.2:", fromFile.Announcement.Listening, StringComparison.Ordinal);
        }

        (string, string)[] environment = [("COUPLING_LISTEN", "127.0.0.3:0"), ("COUPLING_WIRE_LISTEN", "127.0.0.3:0"), ("COUPLING_CONFIG", file)];
        using (Service fromEnvironment = await Service.StartAloneAsync(environment, "bob"))
        {
            Assert.Contains("127.0.0.3:", fromEnvironment.Announcement.Listening, StringComparison.Ordinal);
            Assert.Contains("127.0.0.3:", fromEnvironment.Announcement.Wire, StringComparison.Ordinal);
        }

        using Service fromLine = await Service.StartAloneAsync(environment, "bob", "--listen", "127.0.0.4:0");
        Assert.Contains("127.0.0.4:", fromLine.Announcement.Listening, StringComparison.Ordinal);
        Assert.Contains("127.0.0.3:", fromLine.Announcement.Wire, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"distributoin\": \"uniform:3\"}", "distributoin (allowed: advertise, alphabet,")]
    [InlineData("{\"listen\": \"nowhere\"}", "listen: --listen: nowhere (allowed: ADDRESS:PORT")]
    [InlineData("{\"disclose\": \"perhaps\"}", "disclose: ")]
    [InlineData("{\"listen\": ", "--config: ")]
    public async Task A_wrong_setting_is_named_with_its_place(string json, string expected) =>
        (await CouplingProgram.RunAsync("alice", "--distribution", Pair.P, "--config", folder.Write("alice.json", json))).EndedWith(64).SaysWithoutTrace(expected);

    [Fact]
    public async Task A_wrong_variable_is_named() =>
        (await CouplingProgram.RunAsync([("COUPLING_LISTEN", "nowhere")], ["alice", "--distribution", Pair.P])).EndedWith(64).SaysWithoutTrace("COUPLING_LISTEN: --listen: nowhere");

    [Fact]
    public async Task Certificates_are_checked_and_the_one_that_is_missing_is_named()
    {
        string[] certificates = ["--out", folder.In("certs"), "--role-folders"];
        (await CouplingProgram.RunAsync(["certs", "init", .. certificates])).EndedWith(0);
        Assert.Contains("bob: until ", (await CouplingProgram.RunAsync(["certs", "check", .. certificates])).EndedWith(0).Output, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.In("certs"), "bob", "bob.key"));
        (await CouplingProgram.RunAsync(["certs", "check", .. certificates])).EndedWith(65).SaysWithoutTrace("bob.pem: ");
    }

    [Fact]
    public async Task What_is_missing_is_said_with_all_its_places() =>
        (await CouplingProgram.RunAsync("alice")).EndedWith(64).SaysWithoutTrace("--distribution, --model: none (allowed: a SPEC of one of them, here, as COUPLING_DISTRIBUTION or COUPLING_MODEL");

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using Service first = await Service.StartAloneAsync("coordinator");
        string address = new Uri(first.Announcement.Listening).Authority;
        (await CouplingProgram.RunAsync("coordinator", "--listen", address)).EndedWith(69).SaysWithoutTrace($"--listen: ");
    }

    [Fact]
    public async Task Health_is_asked_from_the_command_line()
    {
        using Service coordinator = await Service.StartAloneAsync("coordinator");
        Assert.Equal("serving", (await CouplingProgram.RunAsync("health", coordinator.Announcement.Listening)).EndedWith(0).Output.Trim());
        (await CouplingProgram.RunAsync("health", "http://127.0.0.1:1")).EndedWith(69);
        (await CouplingProgram.RunAsync("health", "127.0.0.1:1")).EndedWith(64).SaysWithoutTrace("URL: 127.0.0.1:1 (allowed: http://HOST:PORT");
    }

    [Fact]
    public async Task Logs_for_programs_are_json_and_name_no_distribution()
    {
        const string Canary = "inline:0.123456789,0.876543211";
        using Service coordinator = await Service.StartAloneAsync("coordinator", "--log", "json");
        using Service alice = await Service.StartAloneAsync("alice", "--distribution", Canary, "--log", "json", "--coordinator", coordinator.Announcement.Listening);
        using Service bob = await Service.StartAloneAsync("bob", "--distribution", Canary, "--log", "json", "--coordinator", coordinator.Announcement.Listening);
        (await CouplingProgram.RunAsync("run", "--coordinator", coordinator.Announcement.Listening, "--modes", "repair:4", "--rounds", "5000", "--out", folder.Out)).EndedWith(0);
        foreach (Service service in new[] { alice, bob, coordinator })
        {
            service.Kill();
            await service.EndAsync();
            string log = await service.LogAsync();
            Assert.NotEmpty(log);
            Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(System.Text.Json.JsonValueKind.Object, System.Text.Json.JsonElement.Parse(line).ValueKind));
            Assert.DoesNotContain("123456789", log, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private static string[] Distribution(string role) => role == "coordinator" ? [] : ["--distribution", Pair.P];
}
