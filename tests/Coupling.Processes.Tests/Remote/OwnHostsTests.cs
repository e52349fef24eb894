using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Remote;

[Collection(OneAtATime.Name)]
public sealed class OwnHostsTests : IDisposable
{
    private const string Rounds = "20000";

    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_processes_without_a_parent_complete_two_runs_at_once(bool isSecure)
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure);
        Outcome[] outcomes = await Task.WhenAll(
            RunAsync(hosts, "one", "repair:4,gumbel", "1"), RunAsync(hosts, "two", "lowcomm:1e-2,optimal:cached,minhash", "2"));
        Outcome alone = await CouplingProgram.RunAsync(
            "run", "--p", Pair.P, "--q", Pair.Q, "--modes", "repair:4,gumbel", "--rounds", Rounds, "--format", "json", "--out", folder.In("alone"));
        Assert.All(outcomes, outcome =>
        {
            JsonElement result = outcome.EndedWith(0).Json();
            Assert.Equal("valid", result.Text("verdict"));
            Assert.Equal(isSecure ? "mutual-tls" : "plain", result.At("security").Text("transport"));
            Assert.False(result.At("security", "insecure_lab").GetBoolean());
            Assert.All(result.Modes(), mode => Assert.True(mode.GetProperty("reconciled").GetBoolean()));
        });

        // Where services run, and who else is served, changes no sample and no bit.
        Assert.Equal(Digests(alone.EndedWith(0).Json()), Digests(outcomes[0].Json()));
    }

    [Fact]
    public async Task Parties_that_do_not_disclose_leave_exact_values_null()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: false, disclose: false);
        JsonElement result = (await RunAsync(hosts, "shy", "repair:4", "1")).EndedWith(0).Json();
        JsonElement mode = result.Mode("repair:4");
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("exact").ValueKind);
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("total_variation").ValueKind);
        Assert.Equal(JsonValueKind.Null, result.At("inputs", "alice").ValueKind);
        Assert.Equal("valid", mode.Text("verdict"));
    }

    [Fact]
    public async Task Advice_is_given_by_services_on_hosts_of_their_own()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: false);
        Outcome outcome = await CouplingProgram.RunAsync(
            ["advise", .. hosts.Reach, "--link", "delay=2ms,rate=10mbit", "--modes", "gumbel,repair:4", "--seconds", "0.3", "--format", "json", "--out", folder.In("advice")]);
        JsonElement advice = outcome.EndedWith(0).Json();
        Assert.Equal("coupling.advice/1", advice.Text("schema"));
        Assert.Equal(2, advice.At("link", "up").GetProperty("delay_ms").GetDouble());
        Assert.Equal(["gumbel", "repair:4"], advice.Modes().Select(mode => mode.Text("mode")).Order());
        Assert.True(File.Exists(folder.In("advice/advice.png")));
    }

    [Fact]
    public async Task A_link_that_is_off_carries_silent_modes_and_refuses_the_others_at_once()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: false, link: "off");
        JsonElement silent = (await RunAsync(hosts, "silent", "gumbel", "1")).EndedWith(0).Json();
        Assert.Equal(0, silent.Mode("gumbel").Total("socket_bytes"));
        (await RunAsync(hosts, "loud", "gumbel,repair:4", "1")).EndedWith(64).SaysWithoutTrace("repair:4: it speaks, and the link is off (allowed: silent modes)");
    }

    [LinuxTheory]
    [InlineData("alice")]
    [InlineData("bob")]
    [InlineData("coordinator")]
    public async Task A_service_that_is_killed_and_started_again_changes_no_digest(string victim)
    {
        const string Modes = "repair:8";
        const string Many = "600000";
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: true);
        using CouplingProgram run = CouplingProgram.Start(Arguments(hosts, "killed", Modes, "1", Many));
        await run.BeginAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        hosts[victim].Kill();
        await hosts[victim].EndAsync();
        hosts[victim].Dispose();
        await hosts.StartAsync(victim);
        JsonElement result = (await run.EndAsync()).EndedWith(0).Json();
        Assert.Equal("valid", result.Text("verdict"));
        Assert.True(result.Mode(Modes).Count("attempts") > 1, "It was killed too late.");

        JsonElement undisturbed = (await CouplingProgram.RunAsync(Arguments(hosts, "undisturbed", Modes, "1", Many))).EndedWith(0).Json();
        Assert.Equal(Digests(undisturbed), Digests(result));
    }

    [LinuxFact]
    public async Task A_run_whose_client_is_killed_goes_on_and_is_found_again()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: false);
        using (CouplingProgram run = CouplingProgram.Start(Arguments(hosts, "left", "repair:8", "1", "1000000")))
        {
            await run.BeginAsync();
            run.Kill();
            await Assert.ThrowsAnyAsync<Exception>(async () => (await run.EndAsync()).EndedWith(0));
        }

        Outcome again = await CouplingProgram.RunAsync("run", "--resume", folder.In("left"), "--format", "json");
        Assert.Equal("valid", again.EndedWith(0).Json().Text("verdict"));
        Assert.Equal(1, again.Json().Mode("repair:8").Count("attempts"));
    }

    [LinuxTheory]
    [InlineData("coordinator")]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task A_service_asked_to_end_in_the_middle_of_a_run_ends_in_order(string role)
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: true);
        using CouplingProgram run = CouplingProgram.Start(Arguments(hosts, "ended", "repair:8", "1", "100000000"));
        await run.BeginAsync();
        await hosts[role].TerminateAsync();
        Assert.Equal(0, await hosts[role].EndAsync());
    }

    [Fact]
    public async Task A_second_process_of_a_role_takes_it_over_and_the_first_one_ends()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: false);
        Service first = hosts["alice"];
        using Service second = await Service.StartAloneAsync("alice", "--distribution", Pair.P, "--coordinator", hosts.Url);
        Assert.Equal(69, await first.EndAsync());
        Assert.Contains("a later one has registered", await first.LogAsync(), StringComparison.Ordinal);
        Assert.Equal("valid", (await RunAsync(hosts, "after", "gumbel", "1")).EndedWith(0).Json().Text("verdict"));
    }

    [Fact]
    public async Task A_user_without_certificates_and_one_of_another_authority_are_told_why_not()
    {
        using OwnHosts hosts = await OwnHosts.StartAsync(folder, isSecure: true);
        (await CouplingProgram.RunAsync("run", "--coordinator", hosts.Url, "--modes", "gumbel", "--out", folder.In("none")))
            .EndedWith(65).SaysWithoutTrace("no certificates are given (allowed: --certs DIR)");
        (await CouplingProgram.RunAsync("certs", "init", "--out", folder.In("other"))).EndedWith(0);
        (await CouplingProgram.RunAsync("run", "--coordinator", hosts.Url, "--certs", folder.In("other"), "--modes", "gumbel", "--out", folder.In("wrong")))
            .EndedWith(65).SaysWithoutTrace("coordinator: its certificate was not issued by");
    }

    public void Dispose() => folder.Dispose();

    private Task<Outcome> RunAsync(OwnHosts hosts, string name, string modes, string seed) =>
        CouplingProgram.RunAsync(Arguments(hosts, name, modes, seed, Rounds));

    private string[] Arguments(OwnHosts hosts, string name, string modes, string seed, string rounds) =>
        ["run", .. hosts.Reach, "--modes", modes, "--rounds", rounds, "--seed", seed, "--name", name, "--format", "json", "--out", folder.In(name)];

    private static string[] Digests(JsonElement result) => [.. result.Modes().Select(mode => mode.Text("digest"))];
}
