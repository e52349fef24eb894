using Coupling.Cli.Output;
using Coupling.Wire.V1;

namespace Coupling.Cli.Invariance;

/// <summary>Shows nothing but what goes wrong, and does something once, when a text is half done.</summary>
/// <param name="errors">Gets what goes wrong.</param>
/// <param name="half">So many tokens are half of a text.</param>
/// <param name="act">Done then; null for nothing.</param>
internal sealed class LosingView(TextWriter errors, long half, Func<Task>? act) : IRunView
{
    private Func<Task>? pending = act;

    public async Task<RunEnded> ShowAsync(IAsyncEnumerable<Progress> events)
    {
        await foreach (Progress progress in events.ConfigureAwait(false))
        {
            switch (progress.EventCase)
            {
                case Progress.EventOneofCase.PassDone when (long)progress.PassDone.Tokens >= half && pending is { } now:
                    pending = null;
                    await now().ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.Note when !progress.Note.Contains(": pid ", StringComparison.Ordinal) || progress.Note.Contains("ended", StringComparison.Ordinal):
                    await errors.WriteLineAsync(progress.Note).ConfigureAwait(false);
                    break;
                case Progress.EventOneofCase.RunEnded:
                    return progress.RunEnded;
                default:
                    break;
            }
        }

        throw new InvalidDataException("the coordinator ended the run's events before the run");
    }
}
