using System.Globalization;
using System.Text;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Cli.Records;
using Coupling.Figures.Frontiers;
using Spectre.Console;

namespace Coupling.Cli.Frontiers;

/// <summary>Writes a frontier's picture and numbers beside its result, and shows it.</summary>
internal static class FrontierOutput
{
    /// <exception cref="InvalidDataException">The result has no frontier.</exception>
    public static void Write(byte[] result, string folder, OutputFormat format)
    {
        Frontier frontier = FrontierReader.Read(result);
        byte[] json = FrontierDocument.Json(frontier);
        File.WriteAllBytes(Path.Combine(folder, "frontier.json"), json);
        File.WriteAllText(Path.Combine(folder, "frontier.csv"), FrontierDocument.Csv(frontier));
        FrontierPicture.SavePng(frontier, Path.Combine(folder, "frontier.png"));
        FrontierPicture.SaveSvg(frontier, Path.Combine(folder, "frontier.svg"));
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(json));
            return;
        }

        ResultTables.Write(ResultOutput.TableConsole(), result);
        Console.Out.WriteLine(FrontierSketch.Of(frontier));
        WriteSegments(frontier);
        Console.Out.WriteLine($"written to {folder}: frontier.png, frontier.svg, frontier.csv, frontier.json, result.json");
    }

    private static void WriteSegments(Frontier frontier)
    {
        Table table = RecordTable.New("What a bit buys, along the upper concave hull", "mode", "to", "bits more", "agreement more", "agreement per bit", "bits per round won");
        foreach (HullSegment segment in frontier.Segments)
        {
            table.AddRow(
                Markup.Escape(segment.From),
                Markup.Escape(segment.To),
                Number(segment.Bits, "F3"),
                Number(segment.Agreement, "F5"),
                Number(segment.PerBit, "G3"),
                Number(segment.BitsPerAgreedRound, "F1"));
        }

        ResultOutput.TableConsole().Write(table);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
