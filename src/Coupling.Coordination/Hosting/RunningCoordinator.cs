using System.Net;
using Coupling.Coordination.Services;
using Coupling.Wire.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coupling.Coordination.Hosting;

/// <summary>A coordinator whose services listen.</summary>
public sealed class RunningCoordinator : IAsyncDisposable
{
    /// <summary>How long runs under way may take to end in order, with their stores closed.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(3);

    private readonly WebApplication application;

    internal RunningCoordinator(WebApplication application, Uri address, IPEndPoint? metrics)
    {
        this.application = application;
        Address = address;
        Metrics = metrics;
    }

    /// <summary>Where users and parties reach it.</summary>
    public Uri Address { get; }

    /// <summary>Where /metrics is served; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; }

    /// <summary>Ends the runs under way in order, inconclusive, and then the services.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.Services.GetRequiredService<RunList>().StopAsync(EndTime).ConfigureAwait(false);
        await ServiceProcess.StopAsync(application).ConfigureAwait(false);
    }
}
