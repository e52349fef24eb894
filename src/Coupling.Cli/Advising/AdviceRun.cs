using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
using Coupling.Figures.Advising;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Advising;

/// <summary>The advice that comes out of a run, and what its exit code is.</summary>
internal sealed class AdviceRun(AdviceWish wish, OutputFormat format)
{
    private bool isComplete;
    private bool isEmpty;

    /// <summary>Writes and shows it. A run in which nothing was measured says so.</summary>
    public void Present(byte[] json, string folder)
    {
        try
        {
            Advice advice = AdviceReader.Read(json, wish);
            isComplete = advice.IsComplete;
            AdviceOutput.Write(advice, json, folder, format);
        }
        catch (InvalidDataException fault)
        {
            isEmpty = true;
            FigureFiles.Complain(ExitCode.BadData, fault.Message);
        }
    }

    /// <summary>
    /// The run's own, but that a mode for which the link is too slow is an answer and nothing undone, and that there is none without a measure.
    /// </summary>
    public int Judge(int code, byte[] json) => code switch
    {
        ExitCode.Inconclusive when isComplete => ExitCode.Valid,
        ExitCode.Valid when isEmpty => ExitCode.BadData,
        _ => code,
    };
}
