using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coupling.Coordination.Ledgers;

namespace Coupling.Coordination.Results;

/// <summary>Writes result.json: snake_case names, numbers that read back to the same bits.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DirectionsConverter(), new RowConverter() },
    };

    public static byte[] Serialize<T>(T result) => JsonSerializer.SerializeToUtf8Bytes(result, Options);

    /// <summary>A line each: there may be many.</summary>
    private sealed class RowConverter : JsonConverter<RowSection>
    {
        private static readonly JsonSerializerOptions OnALine = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        };

        public override RowSection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RowSection value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value, OnALine), skipInputValidation: true);
    }

    private sealed class DirectionsConverter : JsonConverter<Directions>
    {
        public override Directions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Directions value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("alice_to_bob", value.AliceToBob);
            writer.WriteNumber("bob_to_alice", value.BobToAlice);
            writer.WriteEndObject();
        }
    }
}
