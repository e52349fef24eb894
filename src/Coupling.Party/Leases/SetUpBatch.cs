using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.Sessions;

namespace Coupling.Party.Leases;

/// <summary>What is said once per connection, as a batch of one unit.</summary>
internal sealed class SetUpBatch(Role role, IConversation conversation, WorkStream work) : IBatches
{
    public long Count => 1;

    public BatchRunner Create(long index) => new(role, units: 1, (_, wire) => conversation.SetUpAsync(wire));

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PulseAsync(CancellationToken cancellationToken) => work.PulseAsync(cancellationToken);
}
