using Coupling.Wire.V1;

namespace Coupling.Cli.Commands;

/// <summary>How a submitted run ended.</summary>
/// <param name="Ended">Its last event.</param>
/// <param name="Json">result.json in UTF-8; null if there is none.</param>
internal sealed record RunOutcome(RunEnded Ended, byte[]? Json);
