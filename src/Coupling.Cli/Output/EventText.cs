using System.Globalization;
using Coupling.Wire.V1;

namespace Coupling.Cli.Output;

/// <summary>Events in words.</summary>
internal static class EventText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>Null for events that are not worth a line.</summary>
    public static string? Line(Progress progress) => progress.EventCase switch
    {
        Progress.EventOneofCase.Note => progress.Note,
        Progress.EventOneofCase.ModeStarted => Started(progress.ModeStarted),
        Progress.EventOneofCase.ModeEnded => $"{progress.ModeEnded.Mode}: {progress.ModeEnded.Verdict}",
        _ => null,
    };

    public static string Started(ModeStarted started)
    {
        string payload = started.HasExpectedPayloadBits ? Bytes(started.ExpectedPayloadBits / 8) : "unknown";
        string time = started.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{started.Seconds} s") : string.Empty;
        string rounds = started.Rounds > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(time.Length > 0 ? ", at most " : "")}{started.Rounds} rounds, expected payload {payload}")
            : string.Empty;
        return $"{started.Mode}: {time}{rounds}";
    }

    private static string Bytes(double bytes)
    {
        int unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }
}
