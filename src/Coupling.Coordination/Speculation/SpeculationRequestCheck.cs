using System.Text;
using Coupling.Coordination.Parties;
using Coupling.Speculation;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;
using static Coupling.Coordination.Runs.RequestField;

namespace Coupling.Coordination.Speculation;

/// <summary>What is refused before any text begins.</summary>
internal static class SpeculationRequestCheck
{
    /// <summary>2²⁰: of all texts of a run; their passes are kept for whoever watches.</summary>
    private const ulong MostTokens = 1 << 20;

    /// <summary>The schemes.</summary>
    /// <exception cref="RunFaultException">A field is out of range; the message names it.</exception>
    public static IReadOnlyList<SpeculativeScheme> Check(SubmitRequest request)
    {
        RequireNames(request);
        RequireLink(request);
        SpeculationRequest texts = request.Speculation;
        Require(request.Modes.Count > 0, "schemes", "none", "at least one");
        Require(texts.Gammas.Count == request.Modes.Count, "gammas", texts.Gammas.Count, $"one for each of {request.Modes.Count} schemes");
        foreach (uint gamma in texts.Gammas)
        {
            Require(gamma is >= 1 and <= SpeculationContext.MaximumGamma, "gamma", gamma, $"1 to {SpeculationContext.MaximumGamma}");
        }

        (string Scheme, uint Gamma)? twice = request.Modes.Zip(texts.Gammas).GroupBy(pair => pair).FirstOrDefault(group => group.Count() > 1)?.Key;
        Require(twice is null, "schemes", $"{twice?.Scheme} with gamma {twice?.Gamma} twice", "each once");
        Require(request.Rounds is >= 1 and <= PlanTexts.MaximumTokens, "tokens", request.Rounds, $"1 to {PlanTexts.MaximumTokens}");
        Require(request.Rounds * (ulong)request.Modes.Count <= MostTokens, "tokens of all texts", request.Rounds * (ulong)request.Modes.Count, $"at most {MostTokens}");
        int promptBytes = Encoding.UTF8.GetByteCount(texts.Prompt);
        Require(promptBytes <= PlanTexts.MaximumPromptBytes, "prompt", $"{promptBytes} bytes", $"at most {PlanTexts.MaximumPromptBytes}");
        Require(request.Seconds == 0 && request.RoundsPerRow == 0, "seconds, rounds-per-row", "given", "not with texts");
        Require(request.KeepRounds == RoundsFormat.None, "keep-rounds", request.KeepRounds, "none with texts: the result has every token");
        try
        {
            return [.. request.Modes.Select(SchemeCatalog.Parse)];
        }
        catch (UnknownSchemeException fault)
        {
            throw new RunFaultException(RunFault.Usage, fault.Message, fault);
        }
    }
}
