using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Cli.Records;
using Coupling.Cli.Speculation;
using Coupling.Speculation;
using Spectre.Console;

namespace Coupling.Cli.Invariance;

/// <summary>invariance.json (schema coupling.invariance/1), and the same as a table.</summary>
internal static class InvarianceOutput
{
    private const int HashLetters = 8;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    private static readonly JsonSerializerOptions OnALine = new(Options) { WriteIndented = false };

    public static void Write(SpeculateWork work, InvarianceReport report)
    {
        byte[] json = Json(work, report);
        work.Folder.WriteSummary(RunFolder.InvarianceName, json);
        switch (work.Settings.Format)
        {
            case OutputFormat.Json:
                Console.Out.WriteLine(Encoding.UTF8.GetString(json));
                break;
            case OutputFormat.Jsonl:
                foreach (InvarianceCase one in report.Cases)
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(one, OnALine));
                }

                Console.Out.WriteLine(JsonSerializer.Serialize(new { invariance = JsonElement.Parse(json) }, OnALine));
                break;
            case OutputFormat.Table:
                Show(ResultOutput.TableConsole(), work, report);
                break;
            default:
                throw new InvalidOperationException("An output is a table, JSON or lines of it.");
        }
    }

    private static byte[] Json(SpeculateWork work, InvarianceReport report) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Schema = "coupling.invariance/1",
            RunId = work.Id,
            report.Verdict,
            work.Settings.Target,
            work.Settings.Drafters,
            work.Settings.Gammas,
            Links = work.Settings.Links.Select(link => link.Text),
            work.Settings.Tokens,
            work.Settings.Seed,
            work.Settings.Prompt,
            Schemes = report.Schemes.Select(scheme => new
            {
                Scheme = scheme.Name,
                Invariant = scheme.IsInvariant,
                Alone = scheme.IsInvariant ? scheme.Alone.Name : null,
                Texts = report.Of(scheme).Count,
                Different = report.Different(scheme),
                TextHashes = report.Of(scheme).Select(one => one.TextHash).Distinct(),
            }),
            report.Cases,
        },
        Options);

    private static void Show(IAnsiConsole console, SpeculateWork work, InvarianceReport report)
    {
        console.WriteLine($"target    {SpecText.Short(work.Settings.Target)}");
        foreach ((int index, string drafter) in work.Settings.Drafters.Index())
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drafter {index + 1} {SpecText.Short(drafter)}"));
        }

        foreach (SpeculativeScheme scheme in report.Schemes)
        {
            console.Write(Texts(scheme, work.Settings, report.Of(scheme)));
            int different = report.Different(scheme);
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{scheme.Name}: {report.Of(scheme).Count} texts, {(different == 1 ? $"one hash {report.Of(scheme)[0].TextHash}" : $"{different} different ones")}{(scheme.IsInvariant ? "" : " (it promises the law of the text, not the text)")}"));
        }

        foreach (InvarianceCase one in report.Cases.Where(one => !one.IsKillSeen))
        {
            console.WriteLine($"{one.Scheme}: the text was whole before the drafter was gone ({one.Kill}); with more --tokens it will not be");
        }

        console.WriteLine($"verdict: {report.Verdict}");
        console.WriteLine($"written to {work.Folder.FullPath}: {RunFolder.InvarianceName}");
    }

    private static Table Texts(SpeculativeScheme scheme, SpeculateSettings settings, IReadOnlyList<InvarianceCase> cases)
    {
        Table table = RecordTable.New(
            $"{scheme.Name}: hashes of the text", ["drafter", "link", "drafter lost", .. settings.Gammas.Select(gamma => string.Create(CultureInfo.InvariantCulture, $"γ = {gamma}")), "acceptance"]);
        foreach (IGrouping<(string? Drafter, string Link, string? Kill), InvarianceCase> row in cases.OrderBy(one => one.Drafter is null).GroupBy(one => (one.Drafter, one.Link, one.Kill)))
        {
            bool isAlone = row.Key.Drafter is null;
            table.AddRow(
            [
                isAlone ? scheme.Alone.Name : Number(settings, row.Key.Drafter!),
                isAlone ? string.Empty : Markup.Escape(row.Key.Link),
                row.Key.Kill ?? string.Empty,
                .. settings.Gammas.Select((gamma, index) => row.FirstOrDefault(one => one.Gamma == gamma || (isAlone && index == 0))?.TextHash[..HashLetters] ?? string.Empty),
                row.Average(one => one.Acceptance)?.ToString("F3", CultureInfo.InvariantCulture) ?? string.Empty,
            ]);
        }

        return table;
    }

    private static string Number(SpeculateSettings settings, string drafter) =>
        (settings.Drafters.ToList().IndexOf(drafter) + 1).ToString(CultureInfo.InvariantCulture);
}
