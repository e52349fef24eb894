using System.Text;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Figures;

/// <summary>What the commands that draw have in common: a figure's files beside the result, and a folder whose figure is drawn later.</summary>
internal static class FigureFiles
{
    /// <summary>Draws the figure of a run that is done.</summary>
    /// <param name="folder">The run's folder, as the user named it.</param>
    /// <param name="write">Takes the result and the folder, and throws <see cref="InvalidDataException"/> if the result has no such figure.</param>
    /// <returns>The exit code.</returns>
    public static int Draw(string folder, Action<byte[], string> write)
    {
        string path = Path.GetFullPath(folder);
        try
        {
            write(File.ReadAllBytes(Path.Combine(path, RunFolder.ResultName)), path);
            return ExitCode.Valid;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complain(ExitCode.Usage, $"--from: {path} holds no result (allowed: a folder with {RunFolder.ResultName})");
        }
        catch (InvalidDataException fault)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }
    }

    public static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }

    /// <summary>Writes a figure as numbers and as pictures, and shows it.</summary>
    /// <param name="figure">Where it goes, and in which form it is shown.</param>
    /// <param name="json">Its numbers.</param>
    /// <param name="csv">The same as a table.</param>
    /// <param name="savePng">Saves the picture at a path.</param>
    /// <param name="saveSvg">Likewise.</param>
    /// <param name="show">Shows it in the terminal.</param>
    public static void Write(Figure figure, byte[] json, string csv, Action<string> savePng, Action<string> saveSvg, Action show)
    {
        File.WriteAllBytes(figure.Path("json"), json);
        File.WriteAllText(figure.Path("csv"), csv);
        savePng(figure.Path("png"));
        saveSvg(figure.Path("svg"));
        if (figure.Format == OutputFormat.Json)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(json));
            return;
        }

        if (figure.ShowsResult)
        {
            ResultTables.Write(ResultOutput.TableConsole(), figure.Result);
        }

        show();
        string name = figure.Name;
        Console.Out.WriteLine($"written to {figure.Folder}: {name}.png, {name}.svg, {name}.csv, {name}.json, {string.Join(", ", figure.Others)}");
    }
}
