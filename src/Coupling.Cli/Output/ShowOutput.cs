using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Coupling.Input;

namespace Coupling.Cli.Output;

/// <summary>What `coupling show` prints. Weights are in the shortest form that reads back to the same bits.</summary>
internal static class ShowOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Letters of every language as they are; what is not visible is escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Json(InputSummary summary, string? export) => JsonSerializer.Serialize(
        new
        {
            Schema = "coupling.show/1",
            summary.Source,
            summary.Kind,
            summary.N,
            summary.Support,
            summary.Sum,
            summary.EntropyBits,
            summary.Digest,
            Alphabet = new { Kind = summary.AlphabetKind, Size = summary.N, Digest = summary.AlphabetDigest },
            summary.Largest,
            Export = export,
        },
        Options) + "\n";

    public static string Table(InputSummary summary, string? export)
    {
        var text = new StringBuilder();
        Line(text, "source", summary.Source);
        Line(text, "kind", summary.Kind);
        Line(text, "n", Number(summary.N));
        Line(text, "support", Number(summary.Support));
        Line(text, "sum", summary.Sum.ToString("G17", CultureInfo.InvariantCulture));
        Line(text, "entropy", summary.EntropyBits.ToString("F6", CultureInfo.InvariantCulture) + " bits");
        Line(text, "digest", summary.Digest);
        Line(text, "alphabet", $"{summary.AlphabetKind}, {summary.AlphabetDigest}");
        if (export is not null)
        {
            Line(text, "export", export);
        }

        foreach (WeightedItem item in summary.Largest)
        {
            string name = summary.AlphabetKind == "index" ? "" : " " + JsonSerializer.Serialize(item.Item, Options);
            Line(text, $"p[{item.Index}]", item.Weight.ToString("R", CultureInfo.InvariantCulture) + name);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append($"{name,-9} {value}\n");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
