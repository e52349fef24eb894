using System.Text.Json;
using Coupling.Statistics;

namespace Coupling.Cli.Records;

/// <summary>One mode in two runs.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Identical">Whether all samples and all payload bits are the same: equal digests.</param>
/// <param name="Agreements">Share of agreements in the first run and in the second.</param>
/// <param name="PValue">
/// Of the score test for equal agreement; null where it means nothing: identical samples, or one seed, whose coins both runs share.
/// </param>
/// <param name="Exacts">Pr[a = b] by the closed form.</param>
/// <param name="PayloadBitsPerRound">In the first run and in the second.</param>
/// <param name="SocketBytesPerRound">All phases, both directions.</param>
internal sealed record ModeComparison(
    string Mode,
    bool Identical,
    Two Agreements,
    double? PValue,
    Two Exacts,
    Two PayloadBitsPerRound,
    Two SocketBytesPerRound)
{
    public static ModeComparison Of(JsonElement first, JsonElement second, bool sameSeed)
    {
        bool identical = first.GetProperty("digest").GetString() == second.GetProperty("digest").GetString();
        double? p = identical || sameSeed
            ? null
            : TwoProportions.TwoSided(Count(first, "agreements"), Count(first, "rounds"), Count(second, "agreements"), Count(second, "rounds"));
        return new ModeComparison(
            first.GetProperty("mode").GetString()!,
            identical,
            Numbers("agreement"),
            p,
            Numbers("exact"),
            Numbers("payload_bits_per_round"),
            new Two(SocketBytes(first), SocketBytes(second)));

        Two Numbers(string name) => new(Number(first, name), Number(second, name));
    }

    private static long Count(JsonElement mode, string name) => mode.GetProperty(name).GetInt64();

    private static double? Number(JsonElement mode, string name) =>
        mode.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static double? SocketBytes(JsonElement mode) => Count(mode, "rounds") is > 0 and var rounds
        ? mode.GetProperty("socket_bytes").EnumerateObject().Sum(phase => phase.Value.EnumerateObject().Sum(direction => direction.Value.GetDouble())) / rounds
        : null;
}
