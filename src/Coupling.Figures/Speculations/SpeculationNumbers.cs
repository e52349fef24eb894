using System.Globalization;
using System.Text;
using Coupling.Figures.Drawing;

namespace Coupling.Figures.Speculations;

/// <summary>speculation.json (schema coupling.speculation-sweep/1) and speculation.csv: a line per text, and the numbers of the pictures.</summary>
public static class SpeculationNumbers
{
    public static byte[] Json(SpeculationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return FigureJson.Of(new
        {
            Schema = "coupling.speculation-sweep/1",
            set.RunId,
            set.Verdict,
            set.Target,
            set.Drafter,
            set.AlphabetSize,
            set.Tokens,
            set.PromptTokens,
            set.Seed,
            Texts = set.Points,
        });
    }

    /// <summary>Comma-separated, invariant culture, LF; links are quoted, and what is not known is empty.</summary>
    public static string Csv(SpeculationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var text = new StringBuilder(
            "link,link_rate,link_delay_ms,scheme,gamma,verdict,tokens,passes,block_efficiency,acceptance,acceptance_low,acceptance_high,acceptance_exact,acceptance_p_value,"
            + "tokens_per_second,bits_per_token_up,bits_per_token_down,bits_per_draft_token_up,stated_bits_per_draft_token,message_bytes,socket_bytes,turns,text_hash\n");
        foreach (SpeculationPoint point in set.Points)
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"\"{point.Link}\",{point.LinkRate:R},{point.LinkDelay:R},{point.Scheme},{point.Gamma},{point.Verdict},{point.Tokens},{point.Passes},{point.BlockEfficiency:R},{point.Acceptance:R},{point.AcceptanceLow:R},{point.AcceptanceHigh:R},{point.AcceptanceExact:R},{point.AcceptancePValue:R},"));
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.TokensPerSecond:R},{point.BitsPerTokenUp:R},{point.BitsPerTokenDown:R},{point.BitsPerDraftTokenUp:R},{point.StatedBitsPerDraftToken:R},{point.MessageBytes},{point.SocketBytes},{point.Turns},{point.TextHash}\n"));
        }

        return text.ToString();
    }
}
