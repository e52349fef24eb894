using Microsoft.AspNetCore.Builder;

namespace Coupling.Coordination.Hosting;

/// <summary>A coordinator whose services listen.</summary>
public sealed class RunningCoordinator : IAsyncDisposable
{
    private readonly WebApplication application;

    internal RunningCoordinator(WebApplication application, Uri address)
    {
        this.application = application;
        Address = address;
    }

    /// <summary>Where users and parties reach it.</summary>
    public Uri Address { get; }

    public async ValueTask DisposeAsync() => await Wire.Hosting.ServiceProcess.StopAsync(application).ConfigureAwait(false);
}
