using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coupling.Figures.Drawing;

/// <summary>How the numbers of every figure are written: snake_case, indented, LF.</summary>
internal static class FigureJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static byte[] Of<T>(T numbers) => JsonSerializer.SerializeToUtf8Bytes(numbers, Options);
}
