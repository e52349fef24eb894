using System.Text.Json;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Replays;

/// <summary>What is on record of one mode of a run.</summary>
/// <param name="Rounds">Rounds done.</param>
/// <param name="Agreements">Rounds with a = b.</param>
/// <param name="PayloadBits">Of the rounds, without the setup.</param>
/// <param name="Digest">Of the outcome.</param>
/// <param name="AliceDigest">Of her samples.</param>
/// <param name="BobDigest">Of his.</param>
internal sealed record RecordedMode(
    long Rounds, long Agreements, Directions PayloadBits, string Digest, string AliceDigest, string BobDigest)
{
    /// <summary>As a mode of result.json says it.</summary>
    /// <exception cref="KeyNotFoundException">A field is missing.</exception>
    public static RecordedMode Of(JsonElement mode)
    {
        JsonElement bits = mode.GetProperty("payload_bits").GetProperty("rounds");
        JsonElement digests = mode.GetProperty("digests");
        return new RecordedMode(
            mode.GetProperty("rounds").GetInt64(),
            mode.GetProperty("agreements").GetInt64(),
            new Directions(bits.GetProperty("alice_to_bob").GetInt64(), bits.GetProperty("bob_to_alice").GetInt64()),
            mode.GetProperty("digest").GetString()!,
            digests.GetProperty("alice").GetString()!,
            digests.GetProperty("bob").GetString()!);
    }

    /// <summary>As the store has it: a mode that is not over has no result yet.</summary>
    public static RecordedMode Of(StoredMode stored, IEnumerable<byte[]> blocks, int alphabetSize, int unitRounds)
    {
        using var tally = new ModeTally(alphabetSize, unitRounds);
        tally.Restore(stored.Tally, blocks);
        return Of(tally);
    }

    /// <summary>Of a tally that gets nothing more.</summary>
    public static RecordedMode Of(ModeTally tally)
    {
        (string both, string alice, string bob) = tally.FinishDigests();
        return new RecordedMode(tally.Rounds, tally.Agreements, tally.PayloadBits, both, alice, bob);
    }

    /// <summary>The first thing in which the replay differs, in words; null if it differs in nothing.</summary>
    public string? DifferenceTo(RecordedMode replayed)
    {
        (string What, object Recorded, object Replayed)[] all =
        [
            ("digests.alice", AliceDigest, replayed.AliceDigest),
            ("digests.bob", BobDigest, replayed.BobDigest),
            ("digest", Digest, replayed.Digest),
            ("agreements", Agreements, replayed.Agreements),
            ("payload_bits.rounds.alice_to_bob", PayloadBits.AliceToBob, replayed.PayloadBits.AliceToBob),
            ("payload_bits.rounds.bob_to_alice", PayloadBits.BobToAlice, replayed.PayloadBits.BobToAlice),
        ];
        foreach ((string what, object recorded, object again) in all)
        {
            if (!recorded.Equals(again))
            {
                return $"{what}: on record {recorded}, replayed {again}";
            }
        }

        return null;
    }
}
