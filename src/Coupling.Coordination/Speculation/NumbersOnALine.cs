using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupling.Coordination.Speculation;

/// <summary>A list of numbers that is written on one line, however long.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record NumbersOnALine(IReadOnlyList<int> Numbers)
{
    internal sealed class Converter : JsonConverter<NumbersOnALine>
    {
        public override NumbersOnALine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, NumbersOnALine value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value.Numbers), skipInputValidation: true);
    }
}
