using Coupling.Bits;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>What a session does over any transport when the other side does not keep the protocol: it ends, and says why.</summary>
public abstract class BrokenPeerContract
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static readonly Talk LongTalk = new(Seed: 11, Batches: 400, MostUnits: 3, MostTurns: 9, MostWords: 2);

    // Every slot waits for 8 bits.
    private static readonly Dictionary<string, (string Says, Func<Bundle[]> Bundles)> Malformed = new()
    {
        ["a slot that is not open"] = ("slot 400, which is not open", () => [Of([400], [8], 1)]),
        ["a slot that is over"] = ("slot 0, which is not open", () => [Of([0], [8], 1), Of([0], [8], 1)]),
        ["more slots than lengths"] = ("2 slots and 1 bit lengths", () => [Of([0, 1], [8], 1)]),
        ["nothing at all"] = ("0 slots and 0 bit lengths", () => [new Bundle()]),
        ["a frame of 0 bits"] = ("a frame of 0 bits", () => [Of([0, 1], [8, 0], 1)]),
        ["fewer bytes than its frames need"] = ("need 1 bytes; it carries 0", () => [Of([0], [8], 0)]),
        ["more bytes than its frames need"] = ("need 1 bytes; it carries 2", () => [Of([0], [8], 2)]),
        ["padding that is not zero"] = ("padding bits", () => [Of([0], [7], 1, fill: 0xff)]),
        ["fields that nobody knows"] = ("not part of the protocol", () => [WithUnknownField(Of([0], [8], 1))]),
        ["a later opening"] = ("opened on a stream that serves one", () => [new Bundle { Opens = { new Open { Attempt = 2 } } }]),
        ["an opening beside a frame"] = ("opened on a stream that serves one", () => [WithOpening(Of([0], [8], 1))]),
        ["a frame that goes on in another slot"] = ("slot 0 goes on with a piece of slot 1", () => [GoingOn(Of([0], [8], 1)), Of([1], [8], 1)]),
        ["a frame that goes on after half a byte"] = ("after 4 bits", () => [GoingOn(Of([0], [4], 1)), Of([0], [4], 1)]),
        ["a frame that is too long"] = ("belong to nobody", () => [Of([0], [800_000], 100_000)]),
        ["a frame that is too short"] = ("8 bits were expected where 1 are left", () => [Of([0], [1], 1)]),
    };

    public static TheoryData<string> Kinds => [.. Malformed.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_malformed_bundle_ends_the_session(string kind)
    {
        foreach (Role role in Enum.GetValues<Role>())
        {
            await using ITransportPair pair = await StartAsync();
            await using var end = new PartyEnd(pair, role);
            foreach (Bundle bundle in Malformed[kind].Bundles())
            {
                await pair.Of(Other(role)).SendAsync(bundle, CancellationToken.None);
            }

            WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(() => ConductAsync(end, Bytes(role)));
            Assert.Contains(Malformed[kind].Says, fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task A_peer_that_ends_early_ends_the_session(Role role)
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, role);
        Task conducting = ConductAsync(end, LongTalk.BatchesOf(role));

        await pair.EndAsync(Other(role));

        WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(() => conducting);
        Assert.Contains("before its end", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task A_peer_that_falls_silent_ends_the_session(Role role)
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, role, Short);

        WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(() => ConductAsync(end, LongTalk.BatchesOf(role)));

        Assert.Contains("sent nothing for 0.2 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task A_peer_that_never_reads_ends_the_session(Role role)
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, role, Short);

        await Assert.ThrowsAsync<WireProtocolException>(() => ConductAsync(end, new Shouts(Words: 1 << 18).BatchesOf(role)));
    }

    [Fact]
    public async Task A_peer_that_never_reads_the_last_word_ends_the_session()
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, Role.Alice, Short);
        var monologue = new KeptBatches(1, _ => new Lockstep.BatchRunner(Role.Alice, 1, (_, wire) =>
        {
            for (int word = 0; word < 1 << 18; word++)
            {
                wire.Send(7, 64);
            }

            return ValueTask.CompletedTask;
        }));

        WireProtocolException fault = await Assert.ThrowsAsync<WireProtocolException>(() => ConductAsync(end, monologue));

        Assert.Contains("read nothing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_speaks_after_the_last_round_is_heard_to()
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, Role.Alice);
        await pair.Bob.SendAsync(Of([0], [8], 1), CancellationToken.None);

        await Assert.ThrowsAsync<WireProtocolException>(() => end.Session.ReceiveEndAsync(CancellationToken.None).WaitAsync(Soon));
    }

    [Fact]
    public async Task A_peer_that_does_not_end_its_stream_is_not_waited_for()
    {
        await using ITransportPair pair = await StartAsync();
        await using var end = new PartyEnd(pair, Role.Bob, Short);

        await Assert.ThrowsAsync<WireProtocolException>(() => end.Session.ReceiveEndAsync(CancellationToken.None).WaitAsync(Soon));
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task When_one_side_fails_and_breaks_off_the_other_is_released(Role failing)
    {
        await using ITransportPair pair = await StartAsync();
        await using var failingEnd = new PartyEnd(pair, failing);
        await using var otherEnd = new PartyEnd(pair, Other(failing));
        KeptBatches whole = LongTalk.BatchesOf(failing);
        var faulty = new KeptBatches(whole.Count, batch => batch < 100 ? whole.Create(batch) : throw new InvalidDataException("planted"));

        Task failed = ConductAsync(failingEnd, faulty);
        Task other = ConductAsync(otherEnd, LongTalk.BatchesOf(Other(failing)));
        await Assert.ThrowsAsync<InvalidDataException>(() => failed);
        Assert.False(other.IsCompleted);
        await pair.BreakAsync(failing);

        Exception fault = await Assert.ThrowsAnyAsync<Exception>(() => other);
        Assert.IsNotType<TimeoutException>(fault);
    }

    [Fact]
    public async Task Cancelling_releases_a_side_that_listens_and_a_side_that_sends()
    {
        foreach (int words in (int[])[1, 1 << 18])
        {
            await using ITransportPair pair = await StartAsync();
            await using var end = new PartyEnd(pair, Role.Alice);
            using var cancel = new CancellationTokenSource();
            Task conducting = end.Session.ConductAsync(new Shouts(words).BatchesOf(Role.Alice), 1, cancel.Token);
            Assert.NotSame(conducting, await Task.WhenAny(conducting, Task.Delay(Short)));

            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => conducting.WaitAsync(Soon));
        }
    }

    private protected abstract Task<ITransportPair> StartAsync();

    private static Task ConductAsync(PartyEnd end, KeptBatches batches) =>
        end.Session.ConductAsync(batches, 4, CancellationToken.None).WaitAsync(Soon);

    /// <summary>Batches that wait for 8 bits; Alice speaks first.</summary>
    private static KeptBatches Bytes(Role role) => new(4, _ => new Lockstep.BatchRunner(role, 1, async (_, wire) =>
    {
        wire.Send(0, role == Role.Alice ? 1 : 0);
        await wire.ReceiveAsync(8);
    }));

    private static Role Other(Role role) => role == Role.Alice ? Role.Bob : Role.Alice;

    private static Bundle Of(uint[] slots, uint[] bits, int bytes, byte fill = 0) => new()
    {
        Slots = { slots },
        BitLengths = { bits },
        Payload = ByteString.CopyFrom([.. Enumerable.Repeat(fill, bytes)]),
    };

    private static Bundle GoingOn(Bundle bundle)
    {
        bundle.Continues = true;
        return bundle;
    }

    private static Bundle WithOpening(Bundle bundle)
    {
        bundle.Opens.Add(new Open());
        return bundle;
    }

    private static Bundle WithUnknownField(Bundle bundle) =>
        Bundle.Parser.ParseFrom([.. bundle.ToByteArray(), (15 << 3) | 0, 42]);
}
