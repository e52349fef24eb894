namespace Coupling.Cli.Requirements;

/// <summary>A field of a mode in result.json that a requirement can be about.</summary>
/// <param name="Path">Names joined by dots, such as `turns.max_per_batch`.</param>
/// <param name="IsBoolean">Whether it is true or false, to be compared as 1 or 0.</param>
internal sealed record ModeField(string Path, bool IsBoolean);
