using Microsoft.Extensions.Hosting;

namespace Coupling.Wire.Hosting;

/// <summary>A host that listens to no signals: several may live in one process, and the process decides.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
