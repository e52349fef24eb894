using Coupling.Wire.V1;

namespace Coupling.Cli.Output;

/// <summary>A line per event: for logs and pipes.</summary>
internal sealed class PlainView(TextWriter output) : IRunView
{
    public async Task<RunEnded> ShowAsync(IAsyncEnumerable<Progress> events)
    {
        await foreach (Progress progress in events.ConfigureAwait(false))
        {
            if (EventText.Line(progress) is { } line)
            {
                await output.WriteLineAsync(line).ConfigureAwait(false);
            }

            if (progress.EventCase == Progress.EventOneofCase.RunEnded)
            {
                return progress.RunEnded;
            }
        }

        throw new InvalidDataException("the coordinator ended the run's events before the run");
    }
}
