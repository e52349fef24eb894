using System.Text.Json;
using System.Text.RegularExpressions;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Speculation;

/// <summary>docs/speculation/result.schema.json is what results are like, and running.md names every field of a text.</summary>
public partial class SpeculationSchemaTests : IClassFixture<SpeculationSchemaTests.Result>
{
    private static readonly string Docs = Path.Combine(Root(AppContext.BaseDirectory), "docs", "speculation");
    private static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Path.Combine(Docs, "result.schema.json")));

    private readonly JsonElement result;

    public SpeculationSchemaTests(Result result) => this.result = result.Json;

    [Fact]
    public void A_result_has_all_fields_of_the_schema_and_no_others_and_their_types() => Assert.Empty(Problems(Schema, result, "result"));

    [Fact]
    public void The_check_sees_a_missing_field_a_new_one_and_another_type()
    {
        var schema = JsonElement.Parse("""{"type":"object","required":["a","b"],"properties":{"a":{"type":"integer"},"b":{"type":["string","null"]}}}""");
        Assert.Empty(Problems(schema, JsonElement.Parse("""{"a":1,"b":null}"""), "it"));
        Assert.Equal(["it.a: String", "it.c is not in the schema", "it.b is missing"], Problems(schema, JsonElement.Parse("""{"a":"x","c":1}"""), "it"));
    }

    [Fact]
    public void The_page_names_every_field_of_a_text()
    {
        string[] named = [.. Name().Matches(File.ReadAllText(Path.Combine(Docs, "running.md"))).Select(match => match.Groups[1].Value)];
        Assert.Empty(Schema.GetProperty("$defs").GetProperty("text").GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Except(named));
    }

    private static IEnumerable<string> Problems(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = Schema.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !Types(type).Any(name => Fits(name, value)))
        {
            return [$"{place}: {value.ValueKind}"];
        }

        if (schema.TryGetProperty("enum", out JsonElement allowed) && !allowed.EnumerateArray().Any(one => one.GetString() == value.GetString()))
        {
            return [$"{place}: {value}"];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().SelectMany((item, index) => Problems(schema.GetProperty("items"), item, $"{place}[{index}]"));
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out JsonElement properties))
        {
            return [];
        }

        IEnumerable<string> fields = value.EnumerateObject().SelectMany(field => properties.TryGetProperty(field.Name, out JsonElement inner)
            ? Problems(inner, field.Value, $"{place}.{field.Name}")
            : [$"{place}.{field.Name} is not in the schema"]);
        return fields.Concat(schema.GetProperty("required").EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}.{name} is missing"));
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.String ? [type.GetString()!] : type.EnumerateArray().Select(one => one.GetString()!);

    private static bool Fits(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetUInt64(out _)) || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.String => type == "string",
        JsonValueKind.Array => type == "array",
        _ => type == "object",
    };

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Coupling.Distributed.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();

    /// <summary>A result with a link, and a text without a drafter.</summary>
    public sealed class Result : IAsyncLifetime
    {
        public JsonElement Json { get; private set; }

        public async Task InitializeAsync()
        {
            using var folder = new TempFolder();
            CliRun run = await CliRun.StartAsync(
                "speculate", "--topology", "in-process", "--out", folder.FullPath, "--scheme", "standard,none", "--tokens", "20", "--link", "delay=1ms,rate=50mbit", "--format", "json");
            Assert.True(run.ExitCode == 0, run.Errors);
            Json = JsonElement.Parse(run.Output);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
