using System.Globalization;
using System.Text.Json;

namespace Coupling.Compose.Tests.Engines;

/// <summary>One of the compose files, under a name of the test's own; everything of it is removed in the end.</summary>
/// <param name="image">The image of its containers.</param>
/// <param name="file">Its name in compose/.</param>
internal sealed class ComposeProject(BuiltImage image, string file) : IAsyncDisposable
{
    private const string ProgramFile = "/app/Coupling.Cli.dll";

    private readonly string name = $"coupling-test-{Guid.NewGuid():N}";
    private readonly Dictionary<string, string> settings = new(image.Settings);

    /// <summary>With a variable set, as a user sets it, from now on.</summary>
    public ComposeProject With(string variable, string value)
    {
        settings[variable] = value;
        return this;
    }

    /// <summary>As the file's first lines say: until the container of one service ends, with its exit code.</summary>
    public Task<Ended> UpAsync(string service) => ComposeAsync("up", "--no-color", "--abort-on-container-exit", "--exit-code-from", service);

    public Task<Ended> ComposeAsync(params string[] arguments) =>
        Command.RunAsync(settings, "docker-compose", ["--ansi", "never", "--project-name", name, "--file", Repository.Compose(file), .. arguments]);

    /// <summary>Waits for a service's container to end: its exit code, and what it wrote.</summary>
    public async Task<Ended> EndOfAsync(string service)
    {
        string container = await ContainerAsync(service);
        string code = (await Command.RunAsync("docker", "wait", container)).With(0).Output;
        return (await Command.RunAsync("docker", "logs", container)).With(0) with { ExitCode = int.Parse(code, CultureInfo.InvariantCulture) };
    }

    /// <summary>The container of a service, running or not.</summary>
    public async Task<string> ContainerAsync(string service)
    {
        Ended ended = await Command.RunAsync(
            "docker", "ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={name}", "--filter", $"label=com.docker.compose.service={service}");
        return Assert.Single(ended.With(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What the engine knows of a service's container.</summary>
    public async Task<JsonElement> InspectAsync(string service) =>
        JsonElement.Parse((await Command.RunAsync("docker", "inspect", await ContainerAsync(service))).With(0).Output)[0];

    /// <summary>Runs `coupling` in a container that runs.</summary>
    public async Task<Ended> ExecuteAsync(string service, params string[] arguments) =>
        await Command.RunAsync("docker", ["exec", await ContainerAsync(service), "dotnet", ProgramFile, .. arguments]);

    /// <summary>result.json of the only run, from the volume.</summary>
    public async Task<JsonElement> ResultAsync(string service) => JsonElement.Parse(await FileOfRunAsync(service, "result.json"));

    /// <summary>A file of the only run, from the volume.</summary>
    public async Task<byte[]> FileOfRunAsync(string service, string file)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-compose-");
        try
        {
            (await Command.RunAsync("docker", "cp", $"{await ContainerAsync(service)}:/runs", folder.FullName)).With(0);

            // runs/latest is a link to it.
            var real = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            return await File.ReadAllBytesAsync(Directory.EnumerateFiles(folder.FullName, file, real).Single());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync() => await ComposeAsync("down", "--volumes", "--remove-orphans", "--timeout", "5");
}
