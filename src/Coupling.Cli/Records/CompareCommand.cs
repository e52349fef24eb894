using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Coupling.Cli.Output;
using Coupling.Wire.Hosting;
using Spectre.Console;

namespace Coupling.Cli.Records;

/// <summary>`coupling compare`: two results side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "Folder of a run, or a result.json." };
        var second = new Argument<string>("B") { Description = "Another one." };
        var format = new Option<string>("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("compare", "Two results side by side: what was asked differently, what came out.") { first, second, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(first), parsed.GetRequiredValue(second), parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static int Run(string a, string b, bool asJson)
    {
        RunComparison comparison;
        try
        {
            comparison = RunComparison.Of(Read("A", a), Read("B", b));
        }
        catch (FileNotFoundException fault)
        {
            return Complain(ExitCode.Usage, fault.Message);
        }
        catch (InvalidDataException fault)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }

        if (asJson)
        {
            RecordJson.Write(new { Schema = "coupling.compare/1", A = a, B = b, comparison.Differences, comparison.Modes, comparison.OnlyInA, comparison.OnlyInB });
        }
        else
        {
            WriteTable(comparison);
        }

        return ExitCode.Valid;
    }

    private static JsonElement Read(string argument, string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, RunFolder.ResultName) : path;
        try
        {
            JsonElement result = JsonElement.Parse(File.ReadAllBytes(file));
            return result.ValueKind == JsonValueKind.Object && result.TryGetProperty("schema", out JsonElement schema) && schema.GetString() == "coupling.result/1"
                ? result
                : throw new InvalidDataException($"{file}: schema: it is no result (allowed: coupling.result/1)");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new FileNotFoundException($"{argument}: {path} holds no result (allowed: a folder with {RunFolder.ResultName}, or such a file)", fault);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message}", fault);
        }
    }

    private static void WriteTable(RunComparison comparison)
    {
        Table table = RecordTable.New(
            "A and B", "mode", "samples", "agreement A", "B", "p", "exact A", "B ", "bits/round A", "B  ", "socket bytes/round A", "B   ");
        foreach (ModeComparison mode in comparison.Modes)
        {
            table.AddRow(
                Markup.Escape(mode.Mode),
                mode.Identical ? "identical" : "differ",
                Number(mode.Agreements.A, "F5"),
                Number(mode.Agreements.B, "F5"),
                Number(mode.PValue, "G2"),
                Number(mode.Exacts.A, "F5"),
                Number(mode.Exacts.B, "F5"),
                Number(mode.PayloadBitsPerRound.A, "F3"),
                Number(mode.PayloadBitsPerRound.B, "F3"),
                Number(mode.SocketBytesPerRound.A, "F3"),
                Number(mode.SocketBytesPerRound.B, "F3"));
        }

        ResultOutput.TableConsole().Write(table);
        foreach (string difference in comparison.Differences)
        {
            Console.Out.WriteLine(difference);
        }

        WriteOnly("A", comparison.OnlyInA);
        WriteOnly("B", comparison.OnlyInB);
    }

    private static void WriteOnly(string which, IReadOnlyList<string> modes)
    {
        if (modes.Count > 0)
        {
            Console.Out.WriteLine($"only in {which}: {string.Join(", ", modes)}");
        }
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
