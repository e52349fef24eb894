using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Processes.Tests.Programs;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Processes.Tests.Runs;

/// <summary>
/// The digests of a mode as they are defined, from a run in memory: SHA-256 over the hashes of aligned blocks of 4096
/// rounds; a block's hash is SHA-256 of Alice's samples (int32), Bob's, and the payload bits (uint64) a→b and b→a of each
/// unit that ends in the block; all little-endian. A party's own digest is the same over its samples alone.
/// </summary>
internal static class ReferenceDigest
{
    private const int BlockRounds = 4096;

    /// <summary>That of a run that asks for none.</summary>
    private const ulong Seed = 1;

    private static readonly ConcurrentDictionary<(string, string, string, int), (string, string, string)> Known = new();

    public static (string Both, string Alice, string Bob) Of(string mode, string p, string q, int rounds) =>
        Known.GetOrAdd((mode, p, q, rounds), _ => Compute(ProtocolCatalog.Parse(mode), p, q, rounds));

    /// <summary>Payload bits of all rounds.</summary>
    public static (long AliceToBob, long BobToAlice) Bits(string mode, string p, string q, int rounds)
    {
        LocalResult run = InMemory(ProtocolCatalog.Parse(mode), p, q, rounds);
        return (run.AliceToBob.Sum(), run.BobToAlice.Sum());
    }

    private static (string Both, string Alice, string Bob) Compute(Protocol protocol, string p, string q, int rounds)
    {
        LocalResult run = InMemory(protocol, p, q, rounds);
        int unitRounds = (protocol as ConversingProtocol)?.UnitRounds ?? 1;
        var both = new List<byte>();
        var alice = new List<byte>();
        var bob = new List<byte>();
        for (int start = 0; start < rounds; start += BlockRounds)
        {
            int end = Math.Min(start + BlockRounds, rounds);
            byte[] aliceSamples = Samples(run.Alice, start, end);
            byte[] bobSamples = Samples(run.Bob, start, end);
            byte[] units = [.. Enumerable.Range(start, end - start)
                .Where(round => (round + 1) % unitRounds == 0 || round + 1 == rounds)
                .SelectMany(round => (long[])[At(run.AliceToBob, round / unitRounds), At(run.BobToAlice, round / unitRounds)])
                .SelectMany(Bytes)];
            both.AddRange(SHA256.HashData([.. aliceSamples, .. bobSamples, .. units]));
            alice.AddRange(SHA256.HashData(aliceSamples));
            bob.AddRange(SHA256.HashData(bobSamples));
        }

        return (Hex(both), Hex(alice), Hex(bob));
    }

    private static LocalResult InMemory(Protocol protocol, string p, string q, int rounds) =>
        LocalPair.Run(protocol, Party(Role.Alice, p), Party(Role.Bob, q), new RoundRange(0, rounds));

    private static PartyContext Party(Role role, string inline) =>
        new(role, new ConstantRows(Row.FromWeights(Pair.Weights(inline), inline)), Seed);

    private static byte[] Samples(int[] samples, int start, int end)
    {
        var bytes = new byte[(end - start) * sizeof(int)];
        for (int round = start; round < end; round++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((round - start) * sizeof(int)), samples[round]);
        }

        return bytes;
    }

    /// <summary>A silent mode has no units; its rounds carry no bits.</summary>
    private static long At(long[] bits, int unit) => bits.Length == 0 ? 0 : bits[unit];

    private static byte[] Bytes(long bits)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)bits);
        return bytes;
    }

    private static string Hex(List<byte> hashes) => Convert.ToHexStringLower(SHA256.HashData(hashes.ToArray()));
}
