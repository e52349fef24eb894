using Coupling.Cli.Output;
using Coupling.Wire.V1;

namespace Coupling.Cli.Speculation;

/// <summary>Texts as they grow, or a line for each: for terminals, logs and pipes alike.</summary>
/// <param name="output">Where they go.</param>
/// <param name="isLive">Whether the text itself is shown.</param>
/// <param name="prefix">Before the name of each text.</param>
internal sealed class TextView(TextWriter output, bool isLive, string prefix = "") : IRunView
{
    private bool isInLine;

    public async Task<RunEnded> ShowAsync(IAsyncEnumerable<Progress> events)
    {
        await foreach (Progress progress in events.ConfigureAwait(false))
        {
            switch (progress.EventCase)
            {
                case Progress.EventOneofCase.ModeStarted:
                    await LineAsync($"{prefix}{progress.ModeStarted.Mode}: {progress.ModeStarted.Rounds} tokens").ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.PassDone when isLive:
                    await AddAsync(progress.PassDone.Text).ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.ModeEnded:
                    await LineAsync($"{prefix}{progress.ModeEnded.Mode}: {progress.ModeEnded.Verdict}").ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.Note:
                    await LineAsync(progress.Note).ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.RunEnded:
                    await LineAsync(null).ConfigureAwait(false);
                    return progress.RunEnded;
                default:
                    break;
            }
        }

        throw new InvalidDataException("the coordinator ended the run's events before the run");
    }

    private async Task AddAsync(string more)
    {
        await output.WriteAsync(more).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        isInLine |= more.Length > 0;
    }

    private async Task LineAsync(string? line)
    {
        if (isInLine)
        {
            await output.WriteLineAsync().ConfigureAwait(false);
            isInLine = false;
        }

        if (line is not null)
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }
    }
}
