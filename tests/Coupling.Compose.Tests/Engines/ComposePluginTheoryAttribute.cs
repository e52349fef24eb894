namespace Coupling.Compose.Tests.Engines;

/// <summary>A theory about compose v2, docker's plugin.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComposePluginTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Reason = new(() =>
        Command.Failure("docker", "compose", "version") is { } missing ? $"needs docker's plugin compose (v2): {missing}" : null);

    public ComposePluginTheoryAttribute() => Skip = Reason.Value;
}
