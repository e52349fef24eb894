using Coupling.Link;
using Microsoft.AspNetCore.Builder;

namespace Coupling.Coordination.Hosting;

/// <summary>A coordinator whose services listen.</summary>
public sealed class RunningCoordinator : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly LinkRelay? link;

    internal RunningCoordinator(WebApplication application, LinkRelay? link, Uri address)
    {
        this.application = application;
        this.link = link;
        Address = address;
    }

    /// <summary>Where users and parties reach it.</summary>
    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await Wire.Hosting.ServiceProcess.StopAsync(application).ConfigureAwait(false);
        if (link is not null)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }
}
