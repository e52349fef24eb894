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
public sealed record Tally(
    long[] Alice,
    long[] Bob,
    int Rounds,
    long Agreements,
    long AliceRepeats,
    long BobRepeats,
    long AgreementRepeats,
    long AliceToBob,
    long BobToAlice)
{
    public static Tally Of(Protocol protocol, TestPair pair, int rounds, ulong seed)
    {
        LocalResult result = LocalPair.Run(protocol, pair.Party(Role.Alice, seed), pair.Party(Role.Bob, seed), new RoundRange(0, rounds));
        int[] a = result.Alice;
        int[] b = result.Bob;
        return new Tally(
            Counts(a, pair.P.Length),
            Counts(b, pair.P.Length),
            rounds,
            Enumerable.Range(0, rounds).Count(round => a[round] == b[round]),
            Pairs(rounds).Count(round => a[round] == a[round + 1]),
            Pairs(rounds).Count(round => b[round] == b[round + 1]),
            Pairs(rounds).Count(round => a[round] == b[round] && a[round + 1] == b[round + 1]),
            result.AliceToBob.Sum(),
            result.BobToAlice.Sum());
    }

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
