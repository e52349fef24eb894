using System.Globalization;
using Coupling.Wire.V1;
using Spectre.Console;

namespace Coupling.Cli.Output;

/// <summary>A bar per mode: for terminals.</summary>
internal sealed class LiveView(IAnsiConsole console) : IRunView
{
    public Task<RunEnded> ShowAsync(IAsyncEnumerable<Wire.V1.Progress> events) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(context => FollowAsync(context, events));

    private async Task<RunEnded> FollowAsync(ProgressContext context, IAsyncEnumerable<Wire.V1.Progress> events)
    {
        ProgressTask? bar = null;
        var mode = new ModeStarted();
        await foreach (Wire.V1.Progress progress in events.ConfigureAwait(false))
        {
            switch (progress.EventCase)
            {
                case Wire.V1.Progress.EventOneofCase.ModeStarted:
                    mode = progress.ModeStarted;
                    bar = context.AddTask(Markup.Escape(EventText.Started(mode)), maxValue: 1);
                    break;
                case Wire.V1.Progress.EventOneofCase.RoundsDone when bar is not null:
                    bar.Value = Part(mode, progress.RoundsDone);
                    bar.Description = Markup.Escape(Sofar(progress.RoundsDone));
                    break;
                case Wire.V1.Progress.EventOneofCase.ModeEnded when bar is not null:
                    bar.Value = bar.MaxValue;
                    bar.Description = Markup.Escape($"{progress.ModeEnded.Mode}: {progress.ModeEnded.Verdict}");
                    bar.StopTask();
                    break;
                case Wire.V1.Progress.EventOneofCase.Note:
                    console.WriteLine(progress.Note);
                    break;
                case Wire.V1.Progress.EventOneofCase.RunEnded:
                    bar?.StopTask();
                    return progress.RunEnded;
                default:
                    break;
            }
        }

        throw new InvalidDataException("the coordinator ended the run's events before the run");
    }

    /// <summary>Of the rounds or of the time, whichever is reached first.</summary>
    private static double Part(ModeStarted mode, RoundsDone done) => Math.Min(1, Math.Max(
        mode.Rounds > 0 ? (double)done.Rounds / mode.Rounds : 0, mode.Seconds > 0 ? done.Seconds / mode.Seconds : 0));

    private static string Sofar(RoundsDone rounds) => string.Create(
        CultureInfo.InvariantCulture, $"{rounds.Mode}: agreement {(double)rounds.Agreements / Math.Max(1, rounds.Rounds):F4}");
}
