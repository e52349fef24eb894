using System.CommandLine;
using System.Globalization;
using Coupling.Cli.Output;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Commands;

/// <summary>`coupling show`: what a SPEC gives, so that anybody can check it before a run.</summary>
internal static class ShowCommand
{
    private const int DefaultTop = 10;

    public static Command Create()
    {
        var spec = new Argument<string>("SPEC") { Description = "The distribution (docs/input.md)." };
        var export = new Option<string?>("--export") { Description = "Write the weights to this new .npy file: one dimension, binary64." };
        Option<int> top = CreateTop();
        var format = new Option<string>("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");

        var workload = new Option<bool>("--workload") { Description = "All rows of SPEC: how many there are, n and their digest." };
        var against = new Option<string?>("--against") { Description = "With --workload: another SPEC, for the total variation of its rows from these." };
        var command = new Command("show", "Read a distribution and print what was read.") { spec, export, top, workload, against, format };
        command.Validators.Add(result =>
        {
            bool isWorkload = result.GetValue(workload);
            if (!isWorkload && result.GetValue(against) is not null)
            {
                result.AddError("--against: without --workload (allowed: together with it)");
            }

            if (isWorkload && result.GetValue(export) is not null)
            {
                result.AddError("--export: together with --workload (allowed: of one distribution)");
            }
        });
        command.SetAction(parsed => parsed.GetValue(workload)
            ? RunWorkload(parsed.GetRequiredValue(spec), parsed.GetValue(against), parsed.GetRequiredValue(format) == "json")
            : Run(
                parsed.GetRequiredValue(spec),
                parsed.GetValue(export),
                parsed.GetRequiredValue(top),
                parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static int RunWorkload(string written, string? against, bool asJson)
    {
        try
        {
            Console.Out.Write(ShowWorkload.Of(written, against, asJson));
            return ExitCode.Valid;
        }
        catch (BadDataException fault)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }
    }

    private static int Run(string written, string? export, int top, bool asJson)
    {
        try
        {
            // Before a large file is read for nothing. The move at the end refuses to overwrite all the same.
            CheckExport(export);
            (InputSummary summary, Row row) = InputSummary.Of(
                DistributionSpec.Parse(written), DistributionSource.Load(written), top);
            if (export is not null)
            {
                NpyWriter.Write(export, row.Weights);
            }

            string? exported = export is null ? null : Path.GetFullPath(export);
            Console.Out.Write(asJson ? ShowOutput.Json(summary, exported) : ShowOutput.Table(summary, exported));
            return ExitCode.Valid;
        }
        catch (BadDataException fault)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.Usage, $"--export: {fault.Message} (allowed: a new file ending in .npy, in a folder that can be written)");
        }
    }

    private static void CheckExport(string? export)
    {
        if (export is null)
        {
            return;
        }

        if (!export.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            throw new IOException($"{export} does not end in .npy");
        }

        if (File.Exists(export) || Directory.Exists(export))
        {
            throw new IOException($"{export} exists already");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(export))))
        {
            throw new IOException($"{export} is in a folder that is not there");
        }
    }

    private static Option<int> CreateTop() => new("--top")
    {
        Description = "How many of the largest items to show.",
        DefaultValueFactory = _ => DefaultTop,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value > Row.MaximumLength)
            {
                argument.AddError($"--top: {text} (allowed: 0 to {Row.MaximumLength})");
            }

            return value;
        },
    };

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
