using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>Carries bundles to the other party and back, in order. One reader and one writer at a time.</summary>
public interface IBundleTransport
{
    Task SendAsync(Bundle bundle, CancellationToken cancellationToken);

    /// <summary>The next bundle, or null when the other side has ended its stream in order.</summary>
    Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken);
}
