using System.Text.Json;
using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

[Collection(BuiltImage.Collection)]
public class ThreeContainersTests(BuiltImage image)
{
    private static readonly string[] Services = ["certs", "coordinator", "alice", "bob"];

    [EngineFact]
    public async Task The_demo_prints_its_table_and_ends_with_its_exit_code()
    {
        await using var project = new ComposeProject(image, "compose.yaml");
        Ended ended = (await project.UpAsync("run")).With(0).Says("verdict: valid");
        Assert.Contains(ended.Output.Split('\n'), line =>
            line.StartsWith("run_1", StringComparison.Ordinal) && line.Contains(" repair:8 ", StringComparison.Ordinal) && line.TrimEnd().EndsWith("valid", StringComparison.Ordinal));

        JsonElement result = await project.ResultAsync("run");
        Assert.Equal("mutual-tls", result.GetProperty("security").GetProperty("transport").GetString());
        Assert.False(result.GetProperty("security").GetProperty("insecure_lab").GetBoolean());
        Assert.All(result.GetProperty("modes").EnumerateArray(), mode => Assert.True(mode.GetProperty("reconciled").GetBoolean()));

        foreach (string service in Services)
        {
            JsonElement state = (await project.InspectAsync(service)).GetProperty("State");
            Assert.Contains(state.GetProperty("Health").GetProperty("Log").EnumerateArray(), check => check.GetProperty("ExitCode").GetInt32() == 0);

            // Asked to end, it ended in order.
            Assert.Equal(0, state.GetProperty("ExitCode").GetInt32());
            await RequireConfinedAsync(project, service);
        }

        await RequireConfinedAsync(project, "run");
    }

    /// <summary>As little as a container can have; of the certificates, its own.</summary>
    private static async Task RequireConfinedAsync(ComposeProject project, string service)
    {
        JsonElement container = await project.InspectAsync(service);
        JsonElement host = container.GetProperty("HostConfig");
        Assert.Equal("coupling", container.GetProperty("Config").GetProperty("User").GetString());
        Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean());
        Assert.Equal(["ALL"], host.GetProperty("CapDrop").EnumerateArray().Select(capability => capability.GetString()));
        Assert.True(host.GetProperty("Memory").GetInt64() > 0);
        Assert.Equal(JsonValueKind.Object, host.GetProperty("PortBindings").ValueKind);
        Assert.Empty(host.GetProperty("PortBindings").EnumerateObject());
        if (service != "certs")
        {
            string[] certificates = [.. container.GetProperty("Mounts").EnumerateArray().Select(mount => mount.GetProperty("Destination").GetString()!).Where(target => target.StartsWith("/certs", StringComparison.Ordinal))];
            Assert.Equal([service == "run" ? "/certs/user" : $"/certs/{service}"], certificates);
        }
    }
}
