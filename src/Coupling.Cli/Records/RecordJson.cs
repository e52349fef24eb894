using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coupling.Cli.Records;

/// <summary>Writes what a command found as JSON to standard output.</summary>
internal static class RecordJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static void Write(object document) => Console.Out.WriteLine(JsonSerializer.Serialize(document, Options));
}
