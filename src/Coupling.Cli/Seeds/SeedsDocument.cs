using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupling.Cli.Seeds;

/// <summary>seeds.json, schema coupling.seeds/1 (docs/results.md): the results of a series, and how they spread.</summary>
internal sealed record SeedsDocument(string Schema, IReadOnlyList<JsonElement> Runs, IReadOnlyList<ModeSpread> Spread)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions OnOneLine = new(Options) { WriteIndented = false };

    public static SeedsDocument Of(IReadOnlyList<JsonElement> runs) => new("coupling.seeds/1", runs, ModeSpread.OfAll(runs));

    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>The spread alone, on one line.</summary>
    public string SpreadLine() => JsonSerializer.Serialize(new { spread = Spread }, OnOneLine);
}
