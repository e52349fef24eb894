using Coupling.Protocols;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Holds each side's first bundle back until the other side wants to send, too.</summary>
internal sealed class BothAtOnce : ITransportPair
{
    private readonly ITransportPair inner;

    public BothAtOnce(ITransportPair inner)
    {
        this.inner = inner;
        var alice = new Held(inner.Alice);
        var bob = new Held(inner.Bob);
        alice.Other = bob;
        bob.Other = alice;
        Alice = alice;
        Bob = bob;
    }

    public IBundleTransport Alice { get; }

    public IBundleTransport Bob { get; }

    public Task EndAsync(Role role) => inner.EndAsync(role);

    public Task BreakAsync(Role role) => inner.BreakAsync(role);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Held(IBundleTransport transport) : IBundleTransport
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Held Other { get; set; } = null!;

        public async Task SendAsync(Bundle bundle, CancellationToken cancellationToken)
        {
            begun.TrySetResult();
            await Other.begun.Task.WaitAsync(cancellationToken);
            await transport.SendAsync(bundle, cancellationToken);
        }

        public Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken) => transport.ReceiveAsync(cancellationToken);
    }
}
