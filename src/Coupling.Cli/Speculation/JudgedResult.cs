namespace Coupling.Cli.Speculation;

/// <summary>A result of texts after the replay.</summary>
/// <param name="Json">With what the replay found.</param>
/// <param name="IsInvalid">Whether it found a text that is not the one of its models and seed, or acceptance off its law.</param>
internal sealed record JudgedResult(byte[] Json, bool IsInvalid);
