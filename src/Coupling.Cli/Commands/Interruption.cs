using System.Runtime.InteropServices;

namespace Coupling.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM end a session in order; a second Ctrl-C ends the process as usual.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    /// <param name="interrupted">Cancelled at the first signal.</param>
    public Interruption(CancellationTokenSource interrupted)
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
    }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }
}
