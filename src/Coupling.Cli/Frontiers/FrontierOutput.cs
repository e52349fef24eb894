using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
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
        FigureFiles.Write(
            new Figure("frontier", result, folder, format, "result.json"),
            FrontierDocument.Json(frontier),
            FrontierDocument.Csv(frontier),
            path => FrontierPicture.SavePng(frontier, path),
            path => FrontierPicture.SaveSvg(frontier, path),
            () =>
            {
                Console.Out.WriteLine(FrontierSketch.Of(frontier));
                WriteSegments(frontier);
            });
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
