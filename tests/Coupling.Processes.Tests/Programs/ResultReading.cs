using System.Text.Json;

namespace Coupling.Processes.Tests.Programs;

/// <summary>Reads what the tests ask of a result.</summary>
internal static class ResultReading
{
    public static string[] Phases { get; } = ["handshake", "setup", "rounds", "teardown", "retry", "indeterminate"];

    public static string[] Directions { get; } = ["alice_to_bob", "bob_to_alice"];

    public static JsonElement.ArrayEnumerator Modes(this JsonElement result) => result.GetProperty("modes").EnumerateArray();

    /// <summary>Of a result of texts.</summary>
    public static JsonElement.ArrayEnumerator Texts(this JsonElement result) => result.GetProperty("texts").EnumerateArray();

    public static JsonElement Mode(this JsonElement result, string name) =>
        result.Modes().Single(mode => mode.Text("mode") == name);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static long Count(this JsonElement element, params string[] path) => element.At(path).GetInt64();

    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name));

    /// <summary>All phases and directions of a meter.</summary>
    public static long Total(this JsonElement mode, string meter) =>
        Phases.Sum(phase => Directions.Sum(direction => mode.Count(meter, phase, direction)));

    public static long BothWays(this JsonElement mode, string meter, string phase) =>
        Directions.Sum(direction => mode.Count(meter, phase, direction));
}
