using Coupling.Coordination.Parties;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>What both parties' models are over, as both say it.</summary>
/// <param name="Size">n.</param>
/// <param name="Digest">Names the vocabulary.</param>
/// <param name="PriorDigest">Names the cheap model that both have; empty if they have none in common.</param>
/// <param name="Drafter">SPEC of Alice's model; empty where she does not show it.</param>
/// <param name="Target">SPEC of Bob's.</param>
internal sealed record AgreedVocabulary(int Size, string Digest, string PriorDigest, string Drafter, string Target)
{
    /// <param name="alice">The drafter.</param>
    /// <param name="bob">The target.</param>
    /// <param name="needsPrior">The name of a scheme for which they must have a cheap model in common; null if there is none.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="RunFaultException">They do not go together.</exception>
    public static async Task<AgreedVocabulary> ReachAsync(PartyClient alice, PartyClient bob, string? needsPrior, CancellationToken cancellationToken)
    {
        PartyDescription[] both = await Task.WhenAll(
            alice.DescribeAsync(cancellationToken), bob.DescribeAsync(cancellationToken)).ConfigureAwait(false);
        (PartyDescription a, PartyDescription b) = (both[0], both[1]);
        if (a.Version != b.Version)
        {
            throw new RunFaultException(RunFault.Unavailable, $"versions: alice runs {a.Version}, bob {b.Version} (allowed: the same)");
        }

        if (a.AlphabetKind != PlanTexts.AlphabetKind || b.AlphabetKind != PlanTexts.AlphabetKind)
        {
            throw new RunFaultException(RunFault.BadData, $"models: alice holds {a.AlphabetKind}, bob {b.AlphabetKind} (allowed: {PlanTexts.AlphabetKind} of a model)");
        }

        if (a.Size != b.Size || a.AlphabetDigest != b.AlphabetDigest)
        {
            throw new RunFaultException(
                RunFault.BadData,
                $"vocabulary: alice's has {a.Size} tokens ({a.AlphabetDigest}), bob's {b.Size} ({b.AlphabetDigest}) (allowed: one and the same; --vocabulary gives a model another's)");
        }

        if (needsPrior is not null && (a.PriorDigest.Length == 0 || a.PriorDigest != b.PriorDigest))
        {
            throw new RunFaultException(
                a.PriorDigest.Length == 0 || b.PriorDigest.Length == 0 ? RunFault.Usage : RunFault.BadData,
                $"prior: alice has {Named(a)}, bob {Named(b)} (allowed: one and the same model, --prior, which {needsPrior} needs)");
        }

        return new AgreedVocabulary((int)a.Size, a.AlphabetDigest, a.PriorDigest == b.PriorDigest ? a.PriorDigest : string.Empty, a.Model, b.Model);
    }

    private static string Named(PartyDescription party) => party.PriorDigest.Length == 0 ? "none" : party.PriorDigest;
}
