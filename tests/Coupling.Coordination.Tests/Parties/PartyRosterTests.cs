using System.Net;
using Coupling.Coordination.Parties;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Parties;

public class PartyRosterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly PartyRoster roster = new();

    [Fact]
    public async Task A_card_is_waited_for()
    {
        Task<PartyCard> waiting = roster.WaitForAsync(Role.Bob, Soon, CancellationToken.None);
        roster.Register(Role.Alice, Card(1));
        Assert.False(waiting.IsCompleted);
        roster.Register(Role.Bob, Card(2));
        Assert.Equal(Card(2), await waiting);
        Assert.Equal(Card(1), await roster.WaitForAsync(Role.Alice, TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task A_party_that_does_not_come_is_named()
    {
        RunFaultException fault = await Assert.ThrowsAsync<RunFaultException>(
            () => roster.WaitForAsync(Role.Alice, TimeSpan.FromMilliseconds(50), CancellationToken.None));
        Assert.Equal((RunFault.Unavailable, "Alice has not registered within 0.05 s"), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        Task<PartyCard> waiting = roster.WaitForAsync(Role.Alice, Soon, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_party_that_registers_again_is_found_where_it_is_now()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await roster.FindBobAsync(CancellationToken.None));
        roster.Register(Role.Bob, Card(7001));
        roster.Register(Role.Bob, Card(7002));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7002), await roster.FindBobAsync(CancellationToken.None));
    }

    private static PartyCard Card(int port) => new() { ControlAddress = $"http://127.0.0.1:{port}", WireAddress = $"127.0.0.1:{port}" };
}
