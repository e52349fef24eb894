using System.Diagnostics;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Coordination.Leases;

/// <summary>Reads all meters of a lease's connection when both sides are silent.</summary>
internal sealed class MeterBarrier(PartyClient alice, PartyClient bob, LinkRelay? link, ByteString planHash)
{
    /// <summary>How long bytes may still be under way before the witnesses are said to differ.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>The reading once it agrees and rests; the last one if it does not within the time.</summary>
    public async Task<MeterReading> SettleAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        MeterReading last = await ReadAsync(cancellationToken).ConfigureAwait(false);
        while (clock.Elapsed < SettleTime)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            MeterReading now = await ReadAsync(cancellationToken).ConfigureAwait(false);
            bool rests = now == last;
            last = now;
            if (rests && now.Lines().All(line => line.Agrees))
            {
                return now;
            }
        }

        return last;
    }

    /// <summary>What can still be read after a fault; parties that are gone read zero: an old count would be less than the link's.</summary>
    public async Task<MeterReading> ReadRemainsAsync(MeterReading before)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        WireMeters a = await TryReadAsync(alice, before.Alice.ConnectionFrom, patience.Token).ConfigureAwait(false);
        WireMeters b = await TryReadAsync(bob, before.Bob.ConnectionFrom, patience.Token).ConfigureAwait(false);
        return Together(a, b);
    }

    private async Task<MeterReading> ReadAsync(CancellationToken cancellationToken)
    {
        WireMeters[] both = await Task.WhenAll(
            alice.ReadMetersAsync(planHash, cancellationToken), bob.ReadMetersAsync(planHash, cancellationToken)).ConfigureAwait(false);
        return Together(both[0], both[1]);
    }

    private MeterReading Together(WireMeters a, WireMeters b)
    {
        LinkConnection? connection = link?.Connections.FirstOrDefault(
            candidate => a.ConnectionFrom.Length > 0 && candidate.AliceEndPoint?.ToString() == a.ConnectionFrom);
        return connection is null
            ? new MeterReading(a, b, default, default)
            : new MeterReading(a, b, LegReading.Of(connection.Alice), LegReading.Of(connection.Bob));
    }

    private async Task<WireMeters> TryReadAsync(PartyClient party, string connectionFrom, CancellationToken cancellationToken)
    {
        try
        {
            return await party.ReadMetersAsync(planHash, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RunFaultException or RpcException or OperationCanceledException)
        {
            return new WireMeters { ConnectionFrom = connectionFrom };
        }
    }
}
