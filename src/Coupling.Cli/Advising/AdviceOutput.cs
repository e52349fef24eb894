using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
using Coupling.Cli.Output;
using Coupling.Figures.Advising;

namespace Coupling.Cli.Advising;

/// <summary>Writes an advice's picture and numbers beside its result, and shows it.</summary>
internal static class AdviceOutput
{
    public static void Write(Advice advice, byte[] result, string folder, OutputFormat format) => FigureFiles.Write(
        new Figure("advice", result, folder, format, "result.json") { ShowsResult = false },
        AdviceDocument.Json(advice),
        AdviceDocument.Csv(advice),
        path => AdvicePicture.SavePng(advice, path),
        path => AdvicePicture.SaveSvg(advice, path),
        () => Show(advice, result));

    private static void Show(Advice advice, byte[] result)
    {
        AdviceTables.Write(ResultOutput.TableConsole(), advice);
        using var document = JsonDocument.Parse(result);
        Console.Out.WriteLine(document.RootElement.TryGetProperty("link", out JsonElement link) && link.ValueKind != JsonValueKind.Null
            ? LinkTable.Line(link)
            : "link: no shape was asked for; bytes passed as they came");
        foreach (string sentence in AdviceWords.Of(advice))
        {
            Console.Out.WriteLine(sentence);
        }

        Console.Out.WriteLine($"verdict: {document.RootElement.GetProperty("verdict").GetString()}");
    }
}
