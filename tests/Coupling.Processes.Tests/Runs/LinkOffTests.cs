using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class LinkOffTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task A_run_without_a_link_has_the_silent_ones_of_the_usual_modes()
    {
        JsonElement result = (await RunAsync("run", "--p", Pair.P, "--q", Pair.Q, "--link", "off")).EndedWith(0).Json();
        Assert.Equal(["independent", "minhash", "gumbel"], result.Modes().Select(mode => mode.Text("mode")));
        Assert.All(result.Modes(), mode => Assert.Equal(0, mode.Total("socket_bytes")));
        Assert.True(result.At("link", "off").GetBoolean());
    }

    [Fact]
    public async Task A_mode_that_speaks_is_refused_by_name()
    {
        (await RunAsync("run", "--p", Pair.P, "--q", Pair.Q, "--link", "off", "--modes", "gumbel,repair:4"))
            .EndedWith(64).SaysWithoutTrace("repair:4: it speaks, and the link is off (allowed: silent modes)");
        Assert.False(folder.HasResult);
    }

    /// <summary>Before anybody is waited for: there are no parties here at all.</summary>
    [Theory]
    [InlineData("off", "none")]
    [InlineData("on", "off")]
    public async Task It_is_refused_before_anything_is_done(string coordinator, string run)
    {
        using Service service = await Service.StartAloneAsync("coordinator", "--link", coordinator);
        (await RunAsync("run", "--coordinator", service.Announcement.Listening, "--link", run, "--modes", "repair:4"))
            .EndedWith(64).SaysWithoutTrace("repair:4: it speaks, and the link is off");
    }

    [Fact]
    public async Task A_word_that_is_neither_is_refused_with_what_is_allowed() =>
        (await RunAsync("run", "--link", "of")).EndedWith(64).SaysWithoutTrace("--link: 'of' (allowed: off, none, or a shape");

    public void Dispose() => folder.Dispose();

    private Task<Outcome> RunAsync(params string[] arguments) =>
        CouplingProgram.RunAsync([.. arguments, "--rounds", "5000", "--format", "json", "--out", folder.Out]);
}
