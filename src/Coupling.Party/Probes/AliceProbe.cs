using System.Diagnostics;
using Coupling.Bits;
using Coupling.Party.Hosting;
using Coupling.Party.Leases;
using Coupling.Wire.Dialing;
using Coupling.Wire.Links;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Party.Probes;

/// <summary>Alice's side of a probe: she asks one thing after another over a connection of its own.</summary>
internal sealed class AliceProbe(AsyncDuplexStreamingCall<ProbeMessage, ProbeMessage> call, ByteMeter meter, CancellationToken cancellationToken)
{
    /// <summary>Probes the link of a plan.</summary>
    /// <exception cref="RpcException">Bob refused, or the link is not there.</exception>
    /// <exception cref="WireProtocolException">The connection did not close in order, or Bob answered something else.</exception>
    public static async Task<ProbeLinkReply> RunAsync(ProbeLinkRequest request, LinkShaping shaping, PartyOptions options, CancellationToken cancellationToken)
    {
        await using WireConnection connection = await LinkDialing.DialAsync(request.LinkAddress, options, cancellationToken).ConfigureAwait(false);
        using AsyncDuplexStreamingCall<ProbeMessage, ProbeMessage> call = connection.Client.Probe(cancellationToken: cancellationToken);
        var probe = new AliceProbe(call, connection.Meter, cancellationToken);
        await LinkDialing.FirstWordsAsync(() => probe.AskAsync(new ProbeMessage { PlanHash = request.PlanHash }, ProbeMessage.StepOneofCase.PlanHash)).ConfigureAwait(false);
        var reply = new ProbeLinkReply { ConnectionFrom = connection.LocalEndPoint?.ToString() ?? string.Empty };
        reply.EchoMs.AddRange(await probe.EchoAsync().ConfigureAwait(false));
        reply.Up = await probe.SayAsync(ProbeSize.Bytes(shaping.Up)).ConfigureAwait(false);
        reply.Down = await probe.HearAsync(ProbeSize.Bytes(shaping.Down)).ConfigureAwait(false);
        await probe.EndAsync().ConfigureAwait(false);
        MeteredEnd end = await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        reply.SocketBytesSent = (ulong)end.Final.Sent;
        reply.SocketBytesReceived = (ulong)end.Final.Received;
        return end.InOrder ? reply : throw new WireProtocolException($"The probe's connection did not close in order: {end.Reason}");
    }

    private async Task<List<double>> EchoAsync()
    {
        for (uint number = 0; number < ProbeSize.WarmEchoes; number++)
        {
            await EchoAsync(number).ConfigureAwait(false);
        }

        var clock = Stopwatch.StartNew();
        var times = new List<double>();
        while (times.Count < ProbeSize.MostEchoes && (times.Count < ProbeSize.LeastEchoes || clock.Elapsed < ProbeSize.EchoTime))
        {
            times.Add(await EchoAsync((uint)(ProbeSize.WarmEchoes + times.Count)).ConfigureAwait(false));
        }

        return times;
    }

    /// <summary>Milliseconds of one round trip.</summary>
    private async Task<double> EchoAsync(uint number)
    {
        long begin = Stopwatch.GetTimestamp();
        ProbeMessage answer = await AskAsync(new ProbeMessage { Echo = number }, ProbeMessage.StepOneofCase.Echo).ConfigureAwait(false);
        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.Echo == number ? time : throw new WireProtocolException($"Bob answered echo {answer.Echo}, not {number}.");
    }

    private async Task<ProbeRate> SayAsync(int bytes)
    {
        foreach (int length in ProbeSize.Cut(bytes))
        {
            await call.RequestStream.WriteAsync(new ProbeMessage { Up = ByteString.CopyFrom(new byte[length]) }, cancellationToken).ConfigureAwait(false);
        }

        ProbeMessage answer = await AskAsync(new ProbeMessage { UpEnd = new ProbeEnd() }, ProbeMessage.StepOneofCase.Rate).ConfigureAwait(false);
        return answer.Rate;
    }

    private async Task<ProbeRate> HearAsync(int bytes)
    {
        var rate = new ArrivalRate(meter);
        await call.RequestStream.WriteAsync(new ProbeMessage { WantDown = (uint)bytes }, cancellationToken).ConfigureAwait(false);
        for (int heard = 0; heard < bytes;)
        {
            ProbeMessage chunk = await NextAsync(ProbeMessage.StepOneofCase.Down).ConfigureAwait(false);
            rate.Note();
            heard += chunk.Down.Length > 0 ? chunk.Down.Length : throw new WireProtocolException("Bob sent a chunk of no bytes.");
        }

        return rate.Read();
    }

    private async Task EndAsync()
    {
        await call.RequestStream.CompleteAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            throw new WireProtocolException("Bob spoke after the end of the probe.");
        }
    }

    private async Task<ProbeMessage> AskAsync(ProbeMessage question, ProbeMessage.StepOneofCase answer)
    {
        await call.RequestStream.WriteAsync(question, cancellationToken).ConfigureAwait(false);
        return await NextAsync(answer).ConfigureAwait(false);
    }

    private async Task<ProbeMessage> NextAsync(ProbeMessage.StepOneofCase step)
    {
        ProbeMessage message = await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false)
            ? call.ResponseStream.Current
            : throw new WireProtocolException("Bob ended the probe before its end.");
        return message.StepCase == step
            ? message
            : throw new WireProtocolException($"Bob answered {message.StepCase} while {step} was awaited.");
    }
}
