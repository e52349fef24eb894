using System.Net;
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

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await application.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Calls that would not end are cut off by the disposal.
        }

        await application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration asked = cancellationToken.Register(() => stopping.TrySetResult());
        await using CancellationTokenRegistration signalled = application.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task.ConfigureAwait(false);
    }
}
