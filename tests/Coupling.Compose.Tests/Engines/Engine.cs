namespace Coupling.Compose.Tests.Engines;

/// <summary>
/// The container engine of these tests, with stand-ins for the base images: what `.ci/engine start DIR` makes and DIR/env names. Nobody's
/// `dotnet test` builds images unasked.
/// </summary>
internal static class Engine
{
    private static readonly Lazy<string?> Reason = new(Find);

    /// <summary>Why there is none; null if there is one.</summary>
    public static string? WhyNot => Reason.Value;

    public static string SdkImage => Variable("COUPLING_TEST_SDK_IMAGE") ?? throw new InvalidOperationException(WhyNot);

    public static string RuntimeImage => Variable("COUPLING_TEST_RUNTIME_IMAGE") ?? throw new InvalidOperationException(WhyNot);

    private static string? Find() =>
        Variable("COUPLING_TEST_NO_ENGINE") is { } reason ? $"no container engine: {reason}"
        : Variable("COUPLING_TEST_SDK_IMAGE") is null || Variable("COUPLING_TEST_RUNTIME_IMAGE") is null
            ? "needs a container engine and base images: `.ci/engine start DIR`, then `. DIR/env`"
        : Command.Failure("docker", "info") is { } silent ? $"no container engine answers: {silent}"
        : Command.Failure("docker-compose", "version") is { } missing ? $"needs docker-compose: {missing}"
        : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
