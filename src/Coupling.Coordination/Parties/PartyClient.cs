using Coupling.Input;
using Coupling.Protocols;
using Coupling.Wire.Alphabets;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Coordination.Parties;

/// <summary>A party as the coordinator talks to it. Every call has a deadline; faults name the party.</summary>
internal sealed class PartyClient(Role role, PartyCard card) : IDisposable
{
    /// <summary>Reading an input of the largest allowed size takes time.</summary>
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);
    private const int CountsPerChunk = 65536;

    private readonly ControlChannel control = new(new Uri(card.ControlAddress));

    public Role Role => role;

    public string Name => role == Role.Alice ? "alice" : "bob";

    /// <summary>Control bytes to and from this party.</summary>
    public MeterSnapshot ControlBytes => control.Meter.Snapshot();

    public void Dispose() => control.Dispose();

    public Task<PartyDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Named(async () => await control.Party.DescribeAsync(new DescribeRequest(), Within(LoadTime, cancellationToken)), cancellationToken);

    /// <summary>The party's own alphabet and the message bytes that carried it.</summary>
    public Task<(Alphabet Alphabet, long MessageBytes)> OfferAlphabetAsync(CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncServerStreamingCall<AlphabetChunk> call =
                control.Party.OfferAlphabet(new OfferAlphabetRequest(), Within(LoadTime, cancellationToken));
            return await AlphabetChunks.ReadAsync(call.ResponseStream, $"the alphabet that {Name} offers", cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Hands over the agreed alphabet; returns the message bytes that carried it.</summary>
    public Task<long> AdoptAlphabetAsync(Alphabet agreed, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncClientStreamingCall<AlphabetChunk, AdoptAlphabetReply> call = control.Party.AdoptAlphabet(Within(LoadTime, cancellationToken));
            long bytes = 0;
            foreach (AlphabetChunk chunk in AlphabetChunks.Of(agreed))
            {
                bytes += chunk.CalculateSize() + Wire.Sessions.SessionMeter.MessagePrefixBytes;
                await call.RequestStream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            AdoptAlphabetReply reply = await call.ResponseAsync.ConfigureAwait(false);
            return reply.Digest == agreed.Digest
                ? bytes
                : throw new RunFaultException(RunFault.Unavailable, $"{Name} adopted the alphabet {reply.Digest}; agreed was {agreed.Digest}");
        }, cancellationToken);

    public Task<ByteString> PrepareAsync(PublicPlan plan, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            PrepareReply reply = await control.Party.PrepareAsync(new PrepareRequest { Plan = plan }, Within(CallTime, cancellationToken));
            return reply.PlanHash;
        }, cancellationToken);

    public Task<WireMeters> ReadMetersAsync(ByteString planHash, CancellationToken cancellationToken) =>
        Named(async () => await control.Party.ReadMetersAsync(
            new ReadMetersRequest { PlanHash = planHash }, Within(CallTime, cancellationToken)), cancellationToken);

    public Task<MarginalTest> TestMarginalAsync(ByteString planHash, long[] counts, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncClientStreamingCall<CountsChunk, MarginalTest> call = control.Party.TestMarginal(Within(CallTime, cancellationToken));
            for (int start = 0; start < counts.Length; start += CountsPerChunk)
            {
                var chunk = new CountsChunk { PlanHash = start == 0 ? planHash : ByteString.Empty };
                chunk.Counts.AddRange(counts.Skip(start).Take(CountsPerChunk).Select(count => (ulong)count));
                await call.RequestStream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            return await call.ResponseAsync.ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>The party's weights and its own words for them.</summary>
    public Task<Disclosure> DiscloseAsync(ByteString planHash, int size, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncServerStreamingCall<WeightsChunk> call =
                control.Party.Disclose(new DiscloseRequest { PlanHash = planHash }, Within(CallTime, cancellationToken));
            string spec = string.Empty;
            var weights = new List<double>(size);
            await foreach (WeightsChunk chunk in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                spec = spec.Length == 0 ? chunk.Spec : spec;
                weights.AddRange(chunk.Weights);
                if (weights.Count > size)
                {
                    break;
                }
            }

            return weights.Count == size
                ? new Disclosure(spec, Distributions.Row.FromWeights([.. weights], $"{Name}'s disclosure"))
                : throw new RunFaultException(RunFault.Unavailable, $"{Name} disclosed {weights.Count} weights (allowed: {size})");
        }, cancellationToken);

    /// <summary>Begins a lease. The call lives as long as the lease; the caller watches its progress.</summary>
    public PartyWork BeginWork(CancellationToken cancellationToken) =>
        new(this, control.Party.Work(new CallOptions(cancellationToken: cancellationToken)));

    public async Task ReleaseAsync(ByteString planHash)
    {
        try
        {
            await control.Party.ReleaseAsync(new ReleaseRequest { PlanHash = planHash }, Within(TimeSpan.FromSeconds(2), CancellationToken.None));
        }
        catch (RpcException)
        {
            // A party that is gone has forgotten the run.
        }
    }

    private static CallOptions Within(TimeSpan time, CancellationToken cancellationToken) =>
        new(deadline: DateTime.UtcNow + time, cancellationToken: cancellationToken);

    private async Task<T> Named<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RpcException fault)
        {
            // A call that we cancelled ourselves is no fault of the party's.
            cancellationToken.ThrowIfCancellationRequested();
            throw RunFaultException.Of(Name, fault);
        }
    }
}
