namespace Coupling.Compose.Tests.Engines;

/// <summary>The image of all roles, built once by compose.yaml from the Dockerfile.</summary>
public sealed class BuiltImage : IAsyncLifetime
{
    internal const string Collection = "engine";

    private readonly string name = $"coupling-test/{Guid.NewGuid():N}";

    /// <summary>What the compose files are told: the image, and what it is built on.</summary>
    internal IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["COUPLING_IMAGE"] = name,
        ["SDK_IMAGE"] = Engine.SdkImage,
        ["RUNTIME_IMAGE"] = Engine.RuntimeImage,
    };

    public async Task InitializeAsync()
    {
        if (Engine.WhyNot is null)
        {
            (await Command.RunAsync(Settings, "docker-compose", "--file", Repository.Compose("compose.yaml"), "build")).With(0);
        }
    }

    public async Task DisposeAsync()
    {
        if (Engine.WhyNot is null)
        {
            await Command.RunAsync("docker", "rmi", "--force", name);
        }
    }
}

/// <summary>All tests that start containers, one after another.</summary>
[CollectionDefinition(BuiltImage.Collection, DisableParallelization = true)]
public sealed class OneAtATime : ICollectionFixture<BuiltImage>;
