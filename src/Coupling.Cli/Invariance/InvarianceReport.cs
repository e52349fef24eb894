using Coupling.Cli.Speculation;
using Coupling.Speculation;

namespace Coupling.Cli.Invariance;

/// <summary>What the texts of a verification have in common.</summary>
/// <param name="Schemes">As asked for.</param>
/// <param name="Cases">Every text.</param>
/// <param name="IsWhole">Whether all that was asked for was done.</param>
internal sealed record InvarianceReport(IReadOnlyList<SpeculativeScheme> Schemes, IReadOnlyList<InvarianceCase> Cases, bool IsWhole)
{
    /// <summary>The texts of a scheme, and of the target alone where the scheme promises that text.</summary>
    public IReadOnlyList<InvarianceCase> Of(SpeculativeScheme scheme) =>
        [.. Cases.Where(one => one.Scheme == scheme.Name || (scheme.IsInvariant && one.Scheme == scheme.Alone.Name))];

    /// <summary>How many different texts they are.</summary>
    public int Different(SpeculativeScheme scheme) => Of(scheme).Select(one => (one.TextHash, one.TokensHash)).Distinct().Count();

    /// <summary>
    /// Invalid if a scheme that promises one text gave several, or a run was invalid; without such a scheme, if those asked for gave several:
    /// they were asked whether they are invariant, and are not.
    /// </summary>
    public string Verdict
    {
        get
        {
            SpeculativeScheme[] promising = [.. Schemes.Where(scheme => scheme.IsInvariant)];
            SpeculativeScheme[] judged = promising.Length > 0 ? promising : [.. Schemes];
            return Array.Exists(judged, scheme => Different(scheme) > 1) || Cases.Any(one => one.Verdict == VerdictWord.Invalid) ? VerdictWord.Invalid
                : IsWhole && Cases.All(one => one.IsKillSeen) && judged.SelectMany(Of).All(one => one.Verdict == VerdictWord.Valid) ? VerdictWord.Valid
                : VerdictWord.Inconclusive;
        }
    }

    public int ExitCode => Verdict switch
    {
        VerdictWord.Valid => Wire.Hosting.ExitCode.Valid,
        VerdictWord.Invalid => Wire.Hosting.ExitCode.Invalid,
        _ => Wire.Hosting.ExitCode.Inconclusive,
    };
}
