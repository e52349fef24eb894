using System.Text.Json;

namespace Coupling.Cli.Invariance;

/// <summary>One text of a verification.</summary>
/// <param name="Scheme">By which it was written.</param>
/// <param name="Drafter">SPEC; null where the target wrote it alone.</param>
/// <param name="Gamma">0 where nothing was drafted.</param>
/// <param name="Link">In the user's words.</param>
/// <param name="Kill">What became of the drafter half-way: null for nothing, `restarted`, or `gone`.</param>
/// <param name="Verdict">Of the text.</param>
/// <param name="Attempts">How many leases it took.</param>
/// <param name="AloneFrom">The token from which on the target was alone; null if it never was.</param>
/// <param name="Acceptance">Share of judged drafts that were accepted.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="TokensHash">SHA-256 of its tokens.</param>
internal sealed record InvarianceCase(
    string Scheme, string? Drafter, int Gamma, string Link, string? Kill, string Verdict, int Attempts, long? AloneFrom, double? Acceptance, string TextHash, string TokensHash)
{
    public const string Restarted = "restarted";
    public const string Gone = "gone";

    /// <summary>Whether the drafter was really lost before the text was whole.</summary>
    public bool IsKillSeen => Kill is null || (Kill == Gone ? AloneFrom > 0 : Attempts > 1);

    /// <param name="text">Of a result.</param>
    /// <param name="drafter">SPEC.</param>
    /// <param name="link">In the user's words.</param>
    /// <param name="kill">As in <see cref="Kill"/>.</param>
    public static InvarianceCase Of(JsonElement text, string drafter, string link, string? kill = null)
    {
        int gamma = text.GetProperty("gamma").GetInt32();
        return new InvarianceCase(
            text.GetProperty("scheme").GetString()!,
            gamma == 0 ? null : drafter,
            gamma,
            link,
            kill,
            text.GetProperty("verdict").GetString()!,
            text.GetProperty("attempts").GetInt32(),
            text.GetProperty("alone_from") is { ValueKind: JsonValueKind.Number } alone ? alone.GetInt64() : null,
            text.GetProperty("acceptance") is { ValueKind: JsonValueKind.Number } acceptance ? acceptance.GetDouble() : null,
            text.GetProperty("text_hash").GetString()!,
            text.GetProperty("tokens_hash").GetString()!);
    }
}
