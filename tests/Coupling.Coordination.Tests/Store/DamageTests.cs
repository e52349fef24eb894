using Coupling.Coordination.Store;
using Coupling.Coordination.Tallies;
using Google.Protobuf;

namespace Coupling.Coordination.Tests.Store;

/// <summary>A damaged store is refused, or what is read from it is what was stored once; never anything else.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Samples = 1000;

    private readonly StoreFolder folder = new();
    private readonly HashSet<string> stored = [];

    public DamageTests()
    {
        // Every state that was ever committed may come back: rounds that are lost are drawn again.
        stored.Add("no run");
        using var store = RunStore.Open(folder.Path);
        store.Begin(StoreFolder.Run);
        stored.Add(Content(store));
        using ModeTally tally = StoreFolder.NewTally();
        foreach (long until in new[] { 3000, 9000, 14_000 })
        {
            StoreFolder.Commit(tally, until);
            store.Commit(0, StoreFolder.Mode(tally), tally.TakeBlocks());
            stored.Add(Describe(StoreFolder.Run.ToByteString(), tally));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Flipped_bits_are_detected_or_harmless()
    {
        byte[] whole = File.ReadAllBytes(folder.File);
        int refused = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            // All of the header; of the rest every so many bits, another bit of the byte each time.
            long bit = sample < 800 ? sample : (sample - 800L) * (whole.Length * 8L / (Samples - 800)) + (sample % 8);
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            refused += Refused(flipped, $"bit {bit}") ? 1 : 0;
        }

        Assert.InRange(refused, 200, Samples);
    }

    [Fact]
    public void Truncation_at_any_place_is_detected_or_harmless()
    {
        byte[] whole = File.ReadAllBytes(folder.File);
        for (int length = 0; length < whole.Length; length += length < 200 ? 7 : 509)
        {
            Refused(whole[..length], $"length {length}");
        }
    }

    [Fact]
    public void A_message_names_the_file()
    {
        byte[] whole = File.ReadAllBytes(folder.File);
        whole.AsSpan(0, 16).Clear();
        File.WriteAllBytes(folder.File, whole);
        StoreDamagedException fault = Assert.Throws<StoreDamagedException>(() => RunStore.Open(folder.Path));
        Assert.Contains($"{folder.File}: the store is damaged", fault.Message, StringComparison.Ordinal);
    }

    private bool Refused(byte[] content, string where)
    {
        using var damaged = new StoreFolder();
        File.WriteAllBytes(damaged.File, content);
        try
        {
            using var store = RunStore.Open(damaged.Path);
            string read = Content(store);
            Assert.True(stored.Contains(read), $"{where}: {read} was never stored");
            return false;
        }
        catch (Exception fault) when (fault is StoreDamagedException or StoreFaultException)
        {
            return true;
        }
    }

    private static string Content(RunStore store)
    {
        if (store.Run is null)
        {
            return "no run";
        }

        if (store.Modes.Count == 0)
        {
            return Describe(store.Run.ToByteString(), StoreFolder.NewTally());
        }

        using ModeTally tally = StoreFolder.Restored(store);
        return Describe(store.Run.ToByteString(), tally);
    }

    private static string Describe(ByteString run, ModeTally tally) => $"{run.ToBase64()} {tally.ToStored()}";
}
