using System.Globalization;
using Coupling.Cli.Records;
using Coupling.Figures.Speculations;
using Spectre.Console;

namespace Coupling.Cli.Speculation;

/// <summary>The texts of a sweep as tables.</summary>
internal static class SpeculationTables
{
    private const int HashLetters = 8;

    public static void Write(IAnsiConsole console, SpeculationSet set)
    {
        console.WriteLine($"target  {SpecText.Short(set.Target)}");
        console.WriteLine($"drafter {SpecText.Short(set.Drafter)}");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"vocabulary of {set.AlphabetSize} tokens, {set.Tokens} tokens per text, seed {set.Seed}, after a prompt of {set.PromptTokens} tokens"));
        foreach (IGrouping<string, SpeculationPoint> link in set.Points.GroupBy(point => point.Link))
        {
            string title = link.Key == "none" ? string.Empty : $", link {link.Key}";
            console.Write(Speed($"Texts{title}", link));
            console.Write(Bits($"What was said{title}", link));
        }

        foreach (SpeculationPoint near in set.Points.Where(point => !point.IsExact).DistinctBy(point => point.Scheme))
        {
            console.WriteLine($"{near.Scheme}: {near.Law}");
        }

        foreach (SpeculationPoint point in set.Points.Where(point => point.Findings.Count > 0))
        {
            point.Findings.ToList().ForEach(finding => console.WriteLine($"{point.Name}: {finding}"));
        }

        foreach (SpeculationPoint point in set.Points.Where(point => point.AloneFrom is not null))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point.Name}: the drafter was gone; the target went on alone from token {point.AloneFrom}"));
        }

        console.WriteLine($"verdict: {set.Verdict}");
    }

    private static Table Speed(string title, IEnumerable<SpeculationPoint> points)
    {
        Table table = RecordTable.New(title, "scheme", "γ", "tokens/pass", "acceptance", "99 % interval", "exact", "p", "tokens/s", "text", "verdict");
        foreach (SpeculationPoint point in points)
        {
            table.AddRow(
                Markup.Escape(point.Scheme),
                point.Gamma == 0 ? string.Empty : Text(point.Gamma, "F0"),
                Text(point.BlockEfficiency, "F3"),
                Text(point.Acceptance, "F4"),
                point.Acceptance is null ? string.Empty : $"{Text(point.AcceptanceLow, "F4")}–{Text(point.AcceptanceHigh, "F4")}",
                Text(point.AcceptanceExact, "F4"),
                Text(point.AcceptancePValue, "G2"),
                Text(point.TokensPerSecond, "F1"),
                point.TextHash[..HashLetters],
                point.Verdict);
        }

        return table;
    }

    private static Table Bits(string title, IEnumerable<SpeculationPoint> points)
    {
        Table table = RecordTable.New(title, "scheme", "γ", "bits/token up", "down", "bits/draft up", "stated", "message bytes", "socket bytes", "turns", "law");
        foreach (SpeculationPoint point in points)
        {
            table.AddRow(
                Markup.Escape(point.Scheme),
                point.Gamma == 0 ? string.Empty : Text(point.Gamma, "F0"),
                Text(point.BitsPerTokenUp, "N1"),
                Text(point.BitsPerTokenDown, "N1"),
                Text(point.BitsPerDraftTokenUp, "N2"),
                Text(point.StatedBitsPerDraftToken, "N2"),
                Text(point.MessageBytes, "N0"),
                Text(point.SocketBytes, "N0"),
                Text(point.Turns, "N0"),
                point.IsExact ? "exact" : "near");
        }

        return table;
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? string.Empty;
}
