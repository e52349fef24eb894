using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
using Coupling.Cli.Output;
using Coupling.Figures.Scatters;

namespace Coupling.Cli.Scatters;

/// <summary>Writes a scatter's picture and numbers beside its result, and shows it.</summary>
internal static class ScatterOutput
{
    /// <exception cref="InvalidDataException">The result has no rows.</exception>
    public static void Write(byte[] result, string folder, OutputFormat format)
    {
        RowScatter scatter = ScatterReader.Read(result);
        FigureFiles.Write(
            new Figure("scatter", result, folder, format, "rows.csv", "result.json"),
            ScatterDocument.Json(scatter),
            ScatterDocument.Csv(scatter),
            path => ScatterPicture.SavePng(scatter, path),
            path => ScatterPicture.SaveSvg(scatter, path),
            () => Console.Out.WriteLine(ScatterSketch.Of(scatter)));
    }
}
