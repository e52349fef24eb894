using System.Text;
using Coupling.Cli.Commands;
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
        byte[] json = ScatterDocument.Json(scatter);
        File.WriteAllBytes(Path.Combine(folder, "scatter.json"), json);
        File.WriteAllText(Path.Combine(folder, "scatter.csv"), ScatterDocument.Csv(scatter));
        ScatterPicture.SavePng(scatter, Path.Combine(folder, "scatter.png"));
        ScatterPicture.SaveSvg(scatter, Path.Combine(folder, "scatter.svg"));
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(json));
            return;
        }

        ResultTables.Write(ResultOutput.TableConsole(), result);
        Console.Out.WriteLine(ScatterSketch.Of(scatter));
        Console.Out.WriteLine($"written to {folder}: scatter.png, scatter.svg, scatter.csv, scatter.json, rows.csv, result.json");
    }
}
