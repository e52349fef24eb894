using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Results;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tests.Ledgers;

namespace Coupling.Coordination.Tests.Results;

public partial class ResultJsonTests
{
    [Fact]
    public void Every_field_of_the_document_is_there_in_snake_case()
    {
        JsonElement root = Serialize(disclosed: true);
        AssertFields(typeof(ResultDocument), root);
    }

    [Fact]
    public void What_nobody_knows_is_null_and_not_missing()
    {
        JsonElement root = Serialize(disclosed: false);
        JsonElement mode = root.GetProperty("modes")[0];
        foreach (string unknown in (string[])["exact", "agreement_p_value", "floor", "optimum", "total_variation", "law"])
        {
            Assert.Equal(JsonValueKind.Null, mode.GetProperty(unknown).ValueKind);
        }

        Assert.Equal(JsonValueKind.Null, root.GetProperty("inputs").GetProperty("alice").ValueKind);
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("marginals").GetProperty("bob").ValueKind);
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("kernel_bytes").GetProperty("legs").ValueKind);
    }

    [Fact]
    public void A_run_without_rounds_has_no_agreement_and_an_interval_of_everything()
    {
        using RunRecord record = Records.Of("gumbel", agreements: 0, rounds: 0);
        JsonElement mode = Parse(ResultBuilder.Build(record)).GetProperty("modes")[0];
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("agreement").ValueKind);
        Assert.Equal(JsonValueKind.Null, mode.GetProperty("payload_bits_per_round").ValueKind);
        Assert.Equal((0.0, 1.0), (mode.GetProperty("interval").GetProperty("low").GetDouble(), mode.GetProperty("interval").GetProperty("high").GetDouble()));
    }

    [Fact]
    public void Numbers_are_those_of_the_record()
    {
        JsonElement root = Serialize(disclosed: true);
        JsonElement mode = root.GetProperty("modes")[0];
        Assert.Equal("coupling.result/1", root.GetProperty("schema").GetString());
        Assert.Equal(7u, root.GetProperty("plan").GetProperty("seed").GetUInt64());
        Assert.Equal("uniform:4", root.GetProperty("inputs").GetProperty("alice").GetProperty("spec").GetString());
        Assert.Equal((1000, 1000), (mode.GetProperty("rounds").GetInt32(), mode.GetProperty("agreements").GetInt32()));
        Assert.Equal((1.0, 1.0, 1.0), (mode.GetProperty("agreement").GetDouble(), mode.GetProperty("exact").GetDouble(), mode.GetProperty("agreement_p_value").GetDouble()));
        JsonElement rounds = mode.GetProperty("payload_bits").GetProperty("rounds");
        Assert.Equal((5000, 1000), (rounds.GetProperty("alice_to_bob").GetInt32(), rounds.GetProperty("bob_to_alice").GetInt32()));
        Assert.Equal(6, mode.GetProperty("payload_bits_per_round").GetDouble());
        Assert.True(mode.GetProperty("reconciled").GetBoolean());
        JsonElement witness = mode.GetProperty("witnesses")[4];
        Assert.Equal(("rounds", "socket_bytes alice_to_bob"), (witness.GetProperty("phase").GetString(), witness.GetProperty("what").GetString()));
        Assert.Equal(900, witness.GetProperty("counts").GetProperty("link_out").GetInt32());
    }

    private static JsonElement Serialize(bool disclosed)
    {
        using RunRecord record = Records.Of("repair:4", agreements: 1000, disclosed);
        record.Modes[0].Ledger.CloseOrderly(
            1, LedgerPhase.Rounds, MeterReading.Zero, Readings.Agreed(5000, 1000, 700, 200, 900, 400));
        return Parse(ResultBuilder.Build(record));
    }

    private static JsonElement Parse(ResultDocument result) => JsonDocument.Parse(ResultJson.Serialize(result)).RootElement;

    /// <summary>Walks the document's types and the JSON side by side.</summary>
    private static void AssertFields(Type type, JsonElement element)
    {
        string[] names = [.. element.EnumerateObject().Select(field => field.Name)];
        Assert.All(names, name => Assert.Matches(SnakeCase(), name));
        PropertyInfo[] fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.Equal(fields.Length, names.Length);
        foreach ((PropertyInfo field, JsonProperty written) in fields.Zip(element.EnumerateObject()))
        {
            Assert.Equal(Plain(field.Name), Plain(written.Name));
            Type section = SectionOf(field.PropertyType);
            IEnumerable<JsonElement> values = written.Value.ValueKind == JsonValueKind.Array ? written.Value.EnumerateArray() : [written.Value];
            foreach (JsonElement value in values.Where(value => value.ValueKind == JsonValueKind.Object))
            {
                if (section == typeof(Directions))
                {
                    Assert.Equal(["alice_to_bob", "bob_to_alice"], value.EnumerateObject().Select(direction => direction.Name));
                }
                else if (section.Namespace!.StartsWith("Coupling", StringComparison.Ordinal))
                {
                    AssertFields(section, value);
                }
            }
        }
    }

    private static Type SectionOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;

    private static string Plain(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
