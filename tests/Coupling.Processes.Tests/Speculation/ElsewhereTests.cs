using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>`coupling speculate --coordinator`: the parties run elsewhere, and hold their models already.</summary>
[Collection(OneAtATime.Name)]
public sealed class ElsewhereTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Parties_that_show_their_models_are_judged_by_them()
    {
        await using TextServices services = await TextServices.StartAsync();
        Outcome outcome = (await CouplingProgram.RunAsync(
            "speculate", "--coordinator", services.Coordinator.ToString().TrimEnd('/'), "--scheme", "invariant:gumbel,none", "--gamma", "3", "--tokens", "50", "--prompt", "The ", "--format", "json",
            "--out", folder.Out)).EndedWith(0);
        JsonElement result = outcome.Json();
        Assert.Equal((TextServices.Model(5), TextServices.Model(3)), (result.At("models", "target").GetString(), result.At("models", "drafter").GetString()));
        Assert.All(result.Texts(), text => Assert.True(text.At("replay", "equal").GetBoolean()));
        Assert.Equal("The ", result.At("plan", "prompt").GetString());
        Assert.Equal(4, result.At("plan", "prompt_tokens").GetArrayLength());
    }
}
