using System.Text.Json;
using Coupling.Protocols;

namespace Coupling.Cli.Requirements;

/// <summary>
/// All numeric and boolean fields of a mode, as docs/result.schema.json has them: a field that is added there can be required
/// at once.
/// </summary>
internal static class ModeFields
{
    private const string Schema = "result.schema.json";

    private static readonly Lazy<SortedDictionary<string, ModeField>> Known = new(Read);

    public static IEnumerable<ModeField> All => Known.Value.Values;

    public static ModeField? Find(string path) => Known.Value.GetValueOrDefault(path);

    /// <summary>The known path that is most like this one.</summary>
    public static string Nearest(string path) => Known.Value.Keys.MinBy(known => EditDistance.Between(known, path))!;

    private static SortedDictionary<string, ModeField> Read()
    {
        using Stream file = typeof(ModeFields).Assembly.GetManifestResourceStream(Schema)
            ?? throw new InvalidOperationException($"{Schema} is not part of this program.");
        using var schema = JsonDocument.Parse(file);
        var fields = new SortedDictionary<string, ModeField>(StringComparer.Ordinal);
        Collect(schema.RootElement.GetProperty("$defs").GetProperty("mode"), string.Empty, schema.RootElement, fields);
        return fields;
    }

    private static void Collect(JsonElement type, string path, JsonElement root, SortedDictionary<string, ModeField> fields)
    {
        if (type.TryGetProperty("$ref", out JsonElement reference))
        {
            Collect(Resolve(reference.GetString()!, root), path, root, fields);
        }

        // Where a value may be null, the other alternative says what it is.
        if (type.TryGetProperty("anyOf", out JsonElement alternatives))
        {
            foreach (JsonElement alternative in alternatives.EnumerateArray())
            {
                Collect(alternative, path, root, fields);
            }
        }

        if (type.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", root, fields);
            }
        }

        if (Names(type).FirstOrDefault(name => name is "number" or "integer" or "boolean") is { } scalar)
        {
            fields[path] = new ModeField(path, scalar == "boolean");
        }
    }

    private static IEnumerable<string?> Names(JsonElement type) => !type.TryGetProperty("type", out JsonElement names)
        ? []
        : names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.GetString()) : [names.GetString()];

    private static JsonElement Resolve(string reference, JsonElement root) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
