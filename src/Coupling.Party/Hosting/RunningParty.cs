using System.Net;
using Coupling.Wire.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Coupling.Party.Hosting;

/// <summary>A party whose services listen.</summary>
public sealed class RunningParty : IAsyncDisposable
{
    private readonly WebApplication application;

    internal RunningParty(WebApplication application, Uri control, IPEndPoint? wire)
    {
        this.application = application;
        ControlAddress = control;
        WireEndPoint = wire;
    }

    /// <summary>Where the coordinator reaches it.</summary>
    public Uri ControlAddress { get; }

    /// <summary>Where it waits to be dialled; null for Alice, who dials.</summary>
    public IPEndPoint? WireEndPoint { get; }

    public async ValueTask DisposeAsync() => await ServiceProcess.StopAsync(application).ConfigureAwait(false);
}
