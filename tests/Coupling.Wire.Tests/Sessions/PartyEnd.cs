using Coupling.Protocols;
using Coupling.Wire.Sessions;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>One party's session, and what it meters.</summary>
internal sealed class PartyEnd : IAsyncDisposable
{
    public PartyEnd(ITransportPair pair, Role role, TimeSpan? progressDeadline = null)
    {
        Session = new WireSession(pair.Of(role), Meter, progressDeadline);
        Role = role;
    }

    public Role Role { get; }

    public SessionMeter Meter { get; } = new();

    public WireSession Session { get; }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
