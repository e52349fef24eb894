using System.Text.Json;
using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

[Collection(BuiltImage.Collection)]
public class SlowLinkTests(BuiltImage image)
{
    [EngineFact]
    public async Task The_link_is_shaped_and_measured()
    {
        await using var project = new ComposeProject(image, "compose.link.yaml");
        (await project.With("COUPLING_COMMAND", "run").With("COUPLING_SECONDS", "1").UpAsync("run")).With(0).Says("link asked: up 20 ms ± 2 ms, 1 Mbit/s; down 20 ms ± 2 ms, 10 Mbit/s");
        JsonElement measured = (await project.ResultAsync("run")).GetProperty("link").GetProperty("measured");

        // Twice the least one-way delay; nothing can be faster.
        Assert.True(measured.GetProperty("rtt_ms").GetProperty("min").GetDouble() >= 36);
        Assert.True(measured.GetProperty("up_bps").GetDouble() < measured.GetProperty("down_bps").GetDouble());
    }
}
