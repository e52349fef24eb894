using System.Diagnostics;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Coordination.Leases;

/// <summary>Reads all meters of a lease's connection when both sides are silent.</summary>
internal sealed class MeterBarrier(PartyClient alice, PartyClient bob, LinkRelay? link, ByteString planHash, TimeSpan holdingTime = default)
{
    /// <summary>How long bytes may still be under way before the witnesses are said to differ, beside what the link holds them.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>After a fault: how long the parties may take to leave the connection, and each of them to answer.</summary>
    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BreakPause = TimeSpan.FromMilliseconds(20);

    /// <summary>The reading once it agrees and rests; the last one if it does not within the time.</summary>
    public async Task<MeterReading> SettleAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        MeterReading last = await ReadAsync(cancellationToken).ConfigureAwait(false);
        while (clock.Elapsed < SettleTime + holdingTime)
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

    /// <summary>
    /// What can still be read after a fault, once it rests: while bytes move, a receiver asked later than the sender would
    /// seem to have received more than was sent.
    /// </summary>
    public async Task<MeterReading> ReadRemainsAsync(MeterReading before)
    {
        var clock = Stopwatch.StartNew();
        MeterReading last = await TryReadAsync(before).ConfigureAwait(false);
        while (clock.Elapsed < BreakTime)
        {
            await Task.Delay(BreakPause).ConfigureAwait(false);
            MeterReading now = await TryReadAsync(before).ConfigureAwait(false);
            bool rests = now == last && Connection(now.Alice) is not { Completion.IsCompleted: false };
            last = now;
            if (rests)
            {
                break;
            }
        }

        return last;
    }

    /// <summary>What the link has taken from both parties by now, of the connection of a reading.</summary>
    public Directions Counted(MeterReading reading) => Connection(reading.Alice) is { } connection
        ? new Directions(connection.Alice.In, connection.Bob.In)
        : default;

    /// <summary>The ends of both legs of the connection of a reading.</summary>
    public IEnumerable<LegRecord> Legs(int attempt, MeterReading reading) =>
        Connection(reading.Alice) is { } connection ? LegRecord.Of(attempt, connection) : [];

    private async Task<MeterReading> ReadAsync(CancellationToken cancellationToken)
    {
        WireMeters[] both = await Task.WhenAll(
            alice.ReadMetersAsync(planHash, cancellationToken), bob.ReadMetersAsync(planHash, cancellationToken)).ConfigureAwait(false);
        return Together(both[0], both[1]);
    }

    private MeterReading Together(WireMeters a, WireMeters b)
    {
        LinkConnection? connection = Connection(a);
        if (connection is null)
        {
            return new MeterReading(a, b, default, default);
        }

        (KernelCounts? towardsAlice, KernelCounts? towardsBob) = connection.Ask(KernelMeter.Read);
        return new MeterReading(a, b, LegReading.Of(connection.Alice, towardsAlice), LegReading.Of(connection.Bob, towardsBob));
    }

    private LinkConnection? Connection(WireMeters a) => link?.Connections.LastOrDefault(
        candidate => a.ConnectionFrom.Length > 0 && candidate.AliceEndPoint?.ToString() == a.ConnectionFrom);

    private async Task<MeterReading> TryReadAsync(MeterReading before)
    {
        WireMeters?[] both = await Task.WhenAll(TryReadAsync(alice), TryReadAsync(bob)).ConfigureAwait(false);
        return Together(both[0] ?? before.Alice, both[1] ?? before.Bob) with
        {
            AliceAnswers = both[0] is not null,
            BobAnswers = both[1] is not null,
        };
    }

    private async Task<WireMeters?> TryReadAsync(PartyClient party)
    {
        using var patience = new CancellationTokenSource(AnswerTime);
        try
        {
            return await party.ReadMetersAsync(planHash, patience.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RunFaultException or RpcException or OperationCanceledException)
        {
            return null;
        }
    }
}
