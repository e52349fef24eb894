using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Cli.Topology;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Cli.Speculation;

/// <summary>One `coupling speculate`, from its services to their end.</summary>
internal static class SpeculateSession
{
    /// <param name="read">What was asked for.</param>
    /// <param name="conduct">Does it with services that are up; returns the exit code.</param>
    public static async Task<int> RunAsync(Func<SpeculateSettings> read, Func<SpeculateWork, Task<int>> conduct)
    {
        using var interrupted = new CancellationTokenSource();
        using var signals = new Interruption(interrupted);
        RunFolder? folder = null;
        try
        {
            SpeculateSettings settings = read();
            string id = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd'T'HHmmssfff'Z'}-{settings.Name}");
            folder = Create(settings, id);
            ITopology topology = await StartAsync(settings, folder, interrupted.Token).ConfigureAwait(false);
            await using (topology.ConfigureAwait(false))
            {
                return await conduct(new SpeculateWork(settings, id, folder, topology, interrupted.Token)).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (SessionFault.Of(fault, interrupted.IsCancellationRequested) is { } told)
        {
            await Console.Error.WriteLineAsync(told.Message).ConfigureAwait(false);
            return told.Code;
        }
        finally
        {
            folder?.RemoveIfEmpty();
        }
    }

    private static RunFolder Create(SpeculateSettings settings, string id)
    {
        try
        {
            return RunFolder.Create(settings.Out, id);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(fault.Message);
        }
    }

    private static async Task<ITopology> StartAsync(SpeculateSettings settings, RunFolder folder, CancellationToken cancellationToken) => settings switch
    {
        { Coordinator: { } coordinator } => new RemoteTopology(coordinator, settings.Certificates is { } certificates ? TlsIdentity.Load(certificates, PeerRole.User) : null),
        { InProcess: true } => await InProcessTopology.StartAsync(settings.OptionsOf(Role.Alice), settings.OptionsOf(Role.Bob), store: null, cancellationToken).ConfigureAwait(false),
        _ => await ProcessTopology.StartAsync(settings.OptionsOf(Role.Alice), settings.OptionsOf(Role.Bob), store: null, folder.Logs, cancellationToken).ConfigureAwait(false),
    };
}
