using System.Text.Json;
using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

[Collection(BuiltImage.Collection)]
public class SilentTests(BuiltImage image)
{
    private static readonly string[] Meters = ["payload_bits", "message_bytes", "socket_bytes"];

    [EngineFact]
    public async Task Silent_modes_agree_where_nothing_could_carry_a_bit()
    {
        await using var project = new ComposeProject(image, "compose.silent.yaml");
        (await project.ComposeAsync("up", "--detach", "run")).With(0);
        await RequireNoWayAsync(project);
        (await project.EndOfAsync("run")).With(0).Says("link: off");
        JsonElement result = await project.ResultAsync("run");
        Assert.Equal("valid", result.GetProperty("verdict").GetString());
        Assert.True(result.GetProperty("link").GetProperty("off").GetBoolean());
        JsonElement gumbel = result.GetProperty("modes").EnumerateArray().Single(mode => mode.GetProperty("mode").GetString() == "gumbel");
        Assert.Equal("valid", gumbel.GetProperty("verdict").GetString());
        Assert.True(gumbel.GetProperty("agreement").GetDouble() > gumbel.GetProperty("floor").GetDouble());
        foreach (string meter in Meters)
        {
            Assert.All(
                gumbel.GetProperty(meter).EnumerateObject().SelectMany(phase => phase.Value.EnumerateObject()),
                direction => Assert.Equal(0, direction.Value.GetInt64()));
        }

        (await project.With("COUPLING_MODES", "gumbel,repair:4").UpAsync("run")).With(64).Says("repair:4: it speaks, and the link is off (allowed: silent modes)");
    }

    /// <summary>Alice reaches Bob neither by his name nor by his address; none of their networks leads anywhere.</summary>
    private static async Task RequireNoWayAsync(ComposeProject project)
    {
        Dictionary<string, string> alices = await AddressesAsync(project, "alice");
        Dictionary<string, string> bobs = await AddressesAsync(project, "bob");
        Assert.Empty(alices.Keys.Intersect(bobs.Keys));
        foreach (string network in alices.Keys.Concat(bobs.Keys))
        {
            JsonElement known = JsonElement.Parse((await Command.RunAsync("docker", "network", "inspect", network)).With(0).Output)[0];
            Assert.True(known.GetProperty("Internal").GetBoolean());
        }

        foreach (string bob in (string[])[bobs.Values.Single(), "bob"])
        {
            (await HealthAsync(project, "alice", bob)).With(69);

            // The same question, where there is a way; a machine that is busy may need more than one try.
            Ended answer = await HealthAsync(project, "coordinator", bob);
            while (answer.Errors.Contains("no answer within", StringComparison.Ordinal))
            {
                answer = await HealthAsync(project, "coordinator", bob);
            }

            answer.With(0);
        }
    }

    /// <summary>Asks for Bob's health from a container.</summary>
    private static Task<Ended> HealthAsync(ComposeProject project, string from, string host) =>
        project.ExecuteAsync(from, "health", $"https://{host}:7002", "--certs", $"/certs/{from}", "--role", "bob", "--as", from);

    /// <summary>The address of a container in each of its networks.</summary>
    private static async Task<Dictionary<string, string>> AddressesAsync(ComposeProject project, string service) =>
        (await project.InspectAsync(service)).GetProperty("NetworkSettings").GetProperty("Networks").EnumerateObject()
            .ToDictionary(network => network.Name, network => network.Value.GetProperty("IPAddress").GetString()!);
}
