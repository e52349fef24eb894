using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>What the checks need to know of a run.</summary>
/// <param name="Alice">How often each item was Alice's sample.</param>
/// <param name="Bob">How often each item was Bob's.</param>
/// <param name="Rounds">How many rounds there were; even.</param>
/// <param name="Agreements">Rounds with equal samples.</param>
/// <param name="AliceRepeats">Of the pairs of rounds (0,1), (2,3), …: those in which Alice drew one item twice.</param>
/// <param name="BobRepeats">The same of Bob.</param>
/// <param name="AgreementRepeats">Those in which both rounds agreed.</param>
/// <param name="AliceToBob">Payload bits.</param>
/// <param name="BobToAlice">Payload bits.</param>
/// <param name="Settings">Rounds per setting of an adaptive mode; empty for other modes.</param>
public sealed record Tally(
    long[] Alice,
    long[] Bob,
    int Rounds,
    long Agreements,
    long AliceRepeats,
    long BobRepeats,
    long AgreementRepeats,
    long AliceToBob,
    long BobToAlice,
    IReadOnlyDictionary<long, long> Settings)
{
    /// <summary>Rounds of one batch; even, and whole units.</summary>
    private const int Chunk = 1 << 16;

    /// <summary>The most payload bits of a unit, both directions.</summary>
    public long LargestUnit { get; init; }

    /// <summary>The tally of rounds 0 to <paramref name="rounds"/>, which is even.</summary>
    public static Tally Of(Protocol protocol, TestPair pair, int rounds, ulong seed)
    {
        PartyContext alice = pair.Party(Role.Alice, seed);
        PartyContext bob = pair.Party(Role.Bob, seed);
        Tally? sum = null;
        for (int first = 0; first < rounds; first += Chunk)
        {
            Tally next = Of(LocalPair.Run(protocol, alice, bob, new RoundRange(first, Math.Min(Chunk, rounds - first))), pair.P.Length);
            sum = sum is null ? next : sum.And(next);
        }

        return sum!;
    }

    private static Tally Of(LocalResult result, int n)
    {
        Assert.Equal(result.AliceSettings, result.BobSettings);
        int[] a = result.Alice;
        int[] b = result.Bob;
        int rounds = a.Length;
        return new Tally(
            Counts(a, n),
            Counts(b, n),
            rounds,
            Enumerable.Range(0, rounds).Count(round => a[round] == b[round]),
            Pairs(rounds).Count(round => a[round] == a[round + 1]),
            Pairs(rounds).Count(round => b[round] == b[round + 1]),
            Pairs(rounds).Count(round => a[round] == b[round] && a[round + 1] == b[round + 1]),
            result.AliceToBob.Sum(),
            result.BobToAlice.Sum(),
            result.AliceSettings)
        {
            LargestUnit = result.AliceToBob.Zip(result.BobToAlice, (hers, his) => hers + his).DefaultIfEmpty().Max(),
        };
    }

    private Tally And(Tally next) => new(
        [.. Alice.Zip(next.Alice, (one, other) => one + other)],
        [.. Bob.Zip(next.Bob, (one, other) => one + other)],
        Rounds + next.Rounds,
        Agreements + next.Agreements,
        AliceRepeats + next.AliceRepeats,
        BobRepeats + next.BobRepeats,
        AgreementRepeats + next.AgreementRepeats,
        AliceToBob + next.AliceToBob,
        BobToAlice + next.BobToAlice,
        Settings.Concat(next.Settings).GroupBy(count => count.Key).ToDictionary(same => same.Key, same => same.Sum(count => count.Value)))
    {
        LargestUnit = Math.Max(LargestUnit, next.LargestUnit),
    };

    private static IEnumerable<int> Pairs(int rounds) => Enumerable.Range(0, rounds / 2).Select(half => 2 * half);

    private static long[] Counts(int[] samples, int n)
    {
        long[] counts = new long[n];
        foreach (int item in samples)
        {
            counts[item]++;
        }

        return counts;
    }
}
