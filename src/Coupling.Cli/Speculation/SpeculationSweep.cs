using System.Globalization;
using System.Text;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;

namespace Coupling.Cli.Speculation;

/// <summary>All schemes at every γ over every link, their results and pictures.</summary>
internal static class SpeculationSweep
{
    /// <summary>More texts than these are not shown as they grow.</summary>
    private const int MostLive = 4;

    /// <returns>The exit code: that of the worst run.</returns>
    public static async Task<int> ConductAsync(SpeculateWork work)
    {
        SpeculateSettings settings = work.Settings;
        bool isOne = settings.Links.Count == 1;
        using var replay = new TextReplay(settings.Replay);
        var codes = new List<int>();
        var results = new List<(SpeculateLink Link, byte[] Json)>();
        foreach ((int index, SpeculateLink link) in settings.Links.Index())
        {
            string name = isOne ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"link-{index + 1}");
            IRunView view = settings.Format == OutputFormat.Jsonl
                ? new JsonLinesView(Console.Out)
                : new TextView(Console.Error, isLive: isOne && settings.Texts.Count <= MostLive, isOne ? string.Empty : $"{link.Text}: ");
            RunOutcome outcome = await work.FollowAsync(work.Request(name, link, settings.Texts), view).ConfigureAwait(false);
            int code = outcome.Ended.ExitCode;
            if (outcome.Json is { } json)
            {
                JudgedResult judged = replay.Judge(json);
                code = Math.Max(code, judged.IsInvalid ? ExitCode.Invalid : code);
                (isOne ? work.Folder : work.Folder.Part(name)).WriteResult(judged.Json);
                results.Add((link, judged.Json));
            }

            codes.Add(code);
            if (code >= ExitCode.Usage)
            {
                break;
            }
        }

        if (results.Count > 0)
        {
            SpeculationOutput.Write(work, results);
        }

        return codes.Max();
    }
}
