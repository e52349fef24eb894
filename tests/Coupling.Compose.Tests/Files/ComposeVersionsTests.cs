using Coupling.Compose.Tests.Engines;

namespace Coupling.Compose.Tests.Files;

public class ComposeVersionsTests
{
    [EngineTheory]
    [InlineData("compose.yaml")]
    [InlineData("compose.silent.yaml")]
    [InlineData("compose.link.yaml")]
    public async Task Each_file_is_valid_in_compose_1(string file) =>
        Assert.Empty((await Command.RunAsync("docker-compose", "--file", Repository.Compose(file), "config", "--quiet")).With(0).Errors);

    [ComposePluginTheory]
    [InlineData("compose.yaml")]
    [InlineData("compose.silent.yaml")]
    [InlineData("compose.link.yaml")]
    public async Task Each_file_is_valid_in_compose_2(string file) =>
        Assert.Empty((await Command.RunAsync("docker", "compose", "--file", Repository.Compose(file), "config", "--quiet")).With(0).Errors);
}
