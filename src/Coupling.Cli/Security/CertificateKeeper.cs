using System.Runtime.InteropServices;
using Coupling.Wire.Security;

namespace Coupling.Cli.Security;

/// <summary>`coupling certs keep`: an authority that stays, so that services which run for months never meet a certificate that has ended.</summary>
internal static class CertificateKeeper
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Until SIGTERM or SIGINT.</summary>
    public static async Task RunAsync(CertificateFolder folder, IReadOnlyList<string> hosts)
    {
        using var ended = new CancellationTokenSource();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var clock = new PeriodicTimer(Period);
        try
        {
            do
            {
                foreach (PeerRole role in folder.Keep(hosts, DateTimeOffset.UtcNow))
                {
                    Console.Out.WriteLine($"{RoleName.Text(role)}: a new certificate, in {folder.FolderOf(role)}");
                }
            }
            while (await clock.WaitForNextTickAsync(ended.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // It was asked to end.
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }
}
