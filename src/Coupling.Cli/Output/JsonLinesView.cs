using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Cli.Output;

/// <summary>Every event as a line of JSON: for programs that follow a run.</summary>
internal sealed class JsonLinesView(TextWriter output) : IRunView
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public async Task<RunEnded> ShowAsync(IAsyncEnumerable<Progress> events)
    {
        await foreach (Progress progress in events.ConfigureAwait(false))
        {
            await output.WriteLineAsync(Formatter.Format(progress)).ConfigureAwait(false);
            if (progress.EventCase == Progress.EventOneofCase.RunEnded)
            {
                return progress.RunEnded;
            }
        }

        throw new InvalidDataException("the coordinator ended the run's events before the run");
    }
}
