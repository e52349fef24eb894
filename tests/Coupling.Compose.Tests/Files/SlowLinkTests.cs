using System.Text.Json;
using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

[Collection(BuiltImage.Collection)]
public class SlowLinkTests(BuiltImage image)
{
    private static readonly byte[] PngSignature = [0x89, .. "PNG"u8];

    [EngineFact]
    public async Task The_link_is_slow_and_the_advice_is_printed_and_drawn()
    {
        await using var project = new ComposeProject(image, "compose.link.yaml");
        project.With("COUPLING_MODES", "gumbel,repair:4,repair:8").With("COUPLING_SECONDS", "1");
        (await project.UpAsync("run")).With(0)
            .Says("link asked: up 20 ms ± 2 ms, 1 Mbit/s; down 20 ms ± 2 ms, 10 Mbit/s")
            .Says("Most agreed samples per second: ");
        JsonElement measured = (await project.ResultAsync("run")).GetProperty("link").GetProperty("measured");

        // Twice the least one-way delay; nothing can be faster.
        Assert.True(measured.GetProperty("rtt_ms").GetProperty("min").GetDouble() >= 36);
        Assert.Equal(PngSignature, (await project.FileOfRunAsync("run", "advice.png"))[..4]);
    }
}
