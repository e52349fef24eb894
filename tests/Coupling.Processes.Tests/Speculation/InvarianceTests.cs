using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>`--verify-invariance`, with processes that are killed.</summary>
[Collection(OneAtATime.Name)]
public sealed class InvarianceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_text_comes_out_whatever_drafter_gamma_and_link_and_though_drafters_are_killed()
    {
        Outcome outcome = (await CouplingProgram.RunAsync(
            "speculate", "--verify-invariance", "--target", TextServices.Model(5), "--drafter", TextServices.Model(3), "--drafter", TextServices.Model(1), "--scheme", "invariant:gumbel,standard",
            "--gamma", "1,4", "--link", "none", "--tokens", "60", "--format", "json", "--out", folder.Out)).EndedWith(0);
        JsonElement report = outcome.Json();
        Assert.Equal("valid", report.Text("verdict"));
        JsonElement[] schemes = [.. report.GetProperty("schemes").EnumerateArray()];

        // Two drafters, two gammas, the target alone, and two drafters lost; the second scheme has no text of the target alone.
        Assert.Equal((7L, 1L), (schemes[0].Count("texts"), schemes[0].Count("different")));
        Assert.Equal(6, schemes[1].Count("texts"));
        Assert.InRange(schemes[1].Count("different"), 2, 6);
        Assert.Single(schemes[0].GetProperty("text_hashes").EnumerateArray());

        JsonElement[] lost = [.. report.GetProperty("cases").EnumerateArray().Where(one => one.GetProperty("kill").ValueKind == JsonValueKind.String)];
        Assert.Equal(["restarted", "gone", "restarted", "gone"], lost.Select(one => one.Text("kill")));
        Assert.All(lost, one => Assert.InRange(one.Count("attempts"), 2, 24));
        Assert.All(lost.Where(one => one.Text("kill") == "gone"), one => Assert.InRange(one.Count("alone_from"), 30, 59));
        Assert.Equal(report.GetRawText(), JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder.Out, "invariance.json"))).GetRawText());
    }
}
