using System.Text.Json;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;

namespace Coupling.Cli.Commands;

/// <summary>How a submitted run ended.</summary>
/// <param name="Ended">Its last event.</param>
/// <param name="Json">result.json in UTF-8; null if there is none.</param>
internal sealed record RunOutcome(RunEnded Ended, byte[]? Json)
{
    /// <summary>How a run ended whose finished result is kept.</summary>
    public static RunOutcome Of(byte[] json)
    {
        using var result = JsonDocument.Parse(json);
        string verdict = result.RootElement.GetProperty("verdict").GetString()!;
        int code = verdict == "valid" ? ExitCode.Valid : ExitCode.Invalid;
        return new RunOutcome(new RunEnded { Verdict = verdict, ExitCode = code, HasResult = true }, json);
    }
}
