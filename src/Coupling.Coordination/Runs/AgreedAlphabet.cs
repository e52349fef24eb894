using Coupling.Coordination.Parties;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>The public alphabet of a run, and what it cost to agree on it.</summary>
/// <param name="Kind">index, text-word or text-char.</param>
/// <param name="Size">n.</param>
/// <param name="Digest">Names its items.</param>
/// <param name="ControlBytes">Message bytes on the control account that carried it to and fro.</param>
/// <param name="Union">Its items, where the coordinator united them; a party that has forgotten them needs them again.</param>
internal sealed record AgreedAlphabet(string Kind, int Size, string Digest, long ControlBytes, Alphabet? Union = null)
{
    /// <summary>
    /// Weights must have the same n. Texts either brought the same alphabet, or the coordinator takes both parties' items
    /// and gives both the union.
    /// </summary>
    /// <exception cref="RunFaultException">The inputs do not go together.</exception>
    public static async Task<AgreedAlphabet> ReachAsync(PartyClient alice, PartyClient bob, CancellationToken cancellationToken)
    {
        PartyDescription[] both = await Task.WhenAll(
            alice.DescribeAsync(cancellationToken), bob.DescribeAsync(cancellationToken)).ConfigureAwait(false);
        (PartyDescription a, PartyDescription b) = (both[0], both[1]);
        if (a.Version != b.Version)
        {
            throw new RunFaultException(RunFault.Unavailable, $"versions: alice runs {a.Version}, bob {b.Version} (allowed: the same)");
        }

        if (a.AlphabetKind != b.AlphabetKind)
        {
            throw Mismatch($"alice's input is {a.AlphabetKind}, bob's {b.AlphabetKind} (allowed: the same kind)");
        }

        if (a.AlphabetKind == AlphabetKind.Index.Name())
        {
            return a.Size == b.Size
                ? new AgreedAlphabet(a.AlphabetKind, (int)a.Size, Alphabet.Index((int)a.Size).Digest, 0)
                : throw Mismatch($"P has {a.Size} items, Q has {b.Size} (allowed: the same number)");
        }

        if (a.AlphabetDigest.Length > 0 || b.AlphabetDigest.Length > 0)
        {
            return a.AlphabetDigest == b.AlphabetDigest
                ? new AgreedAlphabet(a.AlphabetKind, (int)a.Size, a.AlphabetDigest, 0)
                : throw Mismatch($"alice brought '{a.AlphabetDigest}', bob '{b.AlphabetDigest}' (allowed: the same one, or none)");
        }

        return await UniteAsync(alice, bob, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<AgreedAlphabet> UniteAsync(PartyClient alice, PartyClient bob, CancellationToken cancellationToken)
    {
        (Alphabet Alphabet, long Bytes)[] offers = await Task.WhenAll(
            alice.OfferAlphabetAsync(cancellationToken), bob.OfferAlphabetAsync(cancellationToken)).ConfigureAwait(false);
        Alphabet agreed = United(offers[0].Alphabet, offers[1].Alphabet);
        long[] adopted = await Task.WhenAll(
            alice.AdoptAlphabetAsync(agreed, cancellationToken), bob.AdoptAlphabetAsync(agreed, cancellationToken)).ConfigureAwait(false);
        return new AgreedAlphabet(agreed.Kind.Name(), agreed.Size, agreed.Digest, offers.Sum(offer => offer.Bytes) + adopted.Sum(), agreed);
    }

    private static Alphabet United(Alphabet alice, Alphabet bob)
    {
        try
        {
            return Alphabet.Union(alice, bob);
        }
        catch (BadDataException fault)
        {
            throw new RunFaultException(RunFault.BadData, fault.Message, fault);
        }
    }

    private static RunFaultException Mismatch(string what) => new(RunFault.BadData, $"alphabet: {what}");
}
