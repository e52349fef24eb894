using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Coupling.Cli.Seeds;

/// <summary>Shows to people how a series spreads.</summary>
internal static class SpreadTable
{
    public static void Write(IAnsiConsole console, SeedsDocument series)
    {
        console.Write(AgreementOf(series.Spread));
        console.Write(BitsOf(series.Spread));
        IEnumerable<string> verdicts = series.Runs.CountBy(run => run.GetProperty("verdict").GetString()!)
            .Select(count => $"{count.Value} {count.Key}");
        console.WriteLine($"verdicts: {string.Join(", ", verdicts)}");
    }

    private static Table AgreementOf(IReadOnlyList<ModeSpread> modes)
    {
        Table table = NewTable(
            "Agreement Pr[a = b] between seeds", "mode", "seeds", "mean", "min..max", "std. deviation", "by chance", "exact");
        foreach (ModeSpread mode in modes)
        {
            table.AddRow(
                Markup.Escape(mode.Mode),
                mode.Seeds.ToString(CultureInfo.InvariantCulture),
                Text(mode.Agreement?.Mean, "F5"),
                Range(mode.Agreement, "F5"),
                Text(mode.Agreement?.StandardDeviation, "F5"),
                Text(mode.BinomialStandardDeviation, "F5"),
                Text(mode.Exact, "F5"));
        }

        return table;
    }

    private static Table BitsOf(IReadOnlyList<ModeSpread> modes)
    {
        Table table = NewTable("Payload bits per round between seeds", "mode", "mean", "min..max", "std. deviation");
        foreach (ModeSpread mode in modes)
        {
            table.AddRow(
                Markup.Escape(mode.Mode),
                Text(mode.PayloadBitsPerRound?.Mean, "F3"),
                Range(mode.PayloadBitsPerRound, "F3"),
                Text(mode.PayloadBitsPerRound?.StandardDeviation, "F3"));
        }

        return table;
    }

    private static Table NewTable(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        foreach (string column in columns)
        {
            var added = new TableColumn(Markup.Escape(column)) { NoWrap = true };
            table.AddColumn(column == "mode" ? added : added.RightAligned());
        }

        return table;
    }

    private static string Range(Spread? spread, string format) =>
        spread is null ? "–" : $"{Text(spread.Min, format)}..{Text(spread.Max, format)}";

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
