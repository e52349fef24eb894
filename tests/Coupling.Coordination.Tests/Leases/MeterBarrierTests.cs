using System.Net;
using System.Net.Sockets;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tests.Leases;

public sealed class MeterBarrierTests
{
    [Fact]
    public async Task After_a_fault_a_party_that_is_gone_is_no_witness_and_the_links_counts_stand()
    {
        using var bobsDoor = new TcpListener(IPAddress.Loopback, 0);
        bobsDoor.Start();
        await using LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult(bobsDoor.LocalEndpoint));
        using var alicesSocket = new TcpClient(AddressFamily.InterNetwork);
        await alicesSocket.ConnectAsync(link.EndPoint);
        using TcpClient bobsSocket = await bobsDoor.AcceptTcpClientAsync();
        await bobsSocket.GetStream().WriteAsync(new byte[700]);
        await alicesSocket.GetStream().ReadExactlyAsync(new byte[700]);
        var before = new MeterReading(
            new WireMeters { ConnectionFrom = alicesSocket.Client.LocalEndPoint!.ToString(), SocketBytesReceived = 300 },
            new WireMeters { SocketBytesSent = 300, MessageBytesSent = 50 },
            new LegReading(0, 300),
            new LegReading(300, 0));
        using PartyClient alice = Gone(Role.Alice);
        using PartyClient bob = Gone(Role.Bob);

        var barrier = new MeterBarrier(alice, bob, link, ByteString.Empty);
        MeterReading remains = await barrier.ReadRemainsAsync(before);
        var ledger = new ModeLedger();
        ledger.CloseBroken(1, before, remains, default);

        Assert.Equal((false, false), (remains.AliceAnswers, remains.BobAnswers));
        Assert.Equal(700, remains.BobLeg.In);
        Assert.Equal(new Directions(0, 400), ledger.SocketBytes[LedgerPhase.Indeterminate]);
        Assert.True(ledger.Reconciled, string.Join("; ", ledger.Witnesses));
    }

    /// <summary>A party at whose address nobody listens.</summary>
    private static PartyClient Gone(Role role)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var card = new PartyCard { ControlAddress = $"http://{listener.LocalEndpoint}" };
        listener.Stop();
        return new PartyClient(role, card);
    }
}
