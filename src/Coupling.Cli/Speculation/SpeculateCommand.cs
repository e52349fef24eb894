using System.CommandLine;
using Coupling.Cli.Invariance;

namespace Coupling.Cli.Speculation;

/// <summary>`coupling speculate`: a text by a drafter and a target, over the metered link.</summary>
internal static class SpeculateCommand
{
    public static Command Create()
    {
        var options = new SpeculateOptions();
        var command = new Command("speculate", "Speculative decoding between two services: a drafter proposes, a target answers, every bit between them is metered.");
        options.AddTo(command);
        command.SetAction((parsed, _) => SpeculateSession.RunAsync(
            () => options.Settings(parsed), options.IsVerification(parsed) ? InvarianceSession.ConductAsync : SpeculationSweep.ConductAsync));
        return command;
    }
}
