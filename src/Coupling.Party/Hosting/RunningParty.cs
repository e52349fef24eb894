using System.Net;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Party.Hosting;

/// <summary>A party whose services listen.</summary>
public sealed class RunningParty : IAsyncDisposable
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly WebApplication application;
    private readonly Registration? registration;
    private int stopped;

    internal RunningParty(WebApplication application, PartyOptions options, IPEndPoint control, IPEndPoint? wire, IPEndPoint? metrics)
    {
        this.application = application;
        ControlAddress = new Uri($"{options.Scheme}://{options.AdvertisedHost(control)}:{control.Port}");
        WireAddress = wire is null ? null : $"{options.AdvertisedHost(wire)}:{wire.Port}";
        Metrics = metrics;
        if (options.Coordinator is not null)
        {
            ILogger log = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger<Registration>();
            registration = Registration.Start(options, Card(options), log);
        }
    }

    /// <summary>Where the coordinator reaches it.</summary>
    public Uri ControlAddress { get; }

    /// <summary>HOST:PORT where it waits to be dialled; null for Alice, who dials.</summary>
    public string? WireAddress { get; }

    /// <summary>Where /metrics is served; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; }

    /// <summary>Completes if the coordinator turns it away for good.</summary>
    public Task Refused => registration?.Refused ?? Never;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) != 0)
        {
            return;
        }

        if (registration is not null)
        {
            await registration.DisposeAsync().ConfigureAwait(false);
        }

        await ServiceProcess.StopAsync(application).ConfigureAwait(false);
    }

    private PartyCard Card(PartyOptions options) => new()
    {
        Role = options.Role == Role.Alice ? PartyRole.Alice : PartyRole.Bob,
        ControlAddress = ControlAddress.ToString(),
        WireAddress = WireAddress ?? string.Empty,

        // A process that is started later has a later one, as long as its host's clock goes forward.
        Incarnation = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        InsecureLab = options.InsecureLab,
    };
}
