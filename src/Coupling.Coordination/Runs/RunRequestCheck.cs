using System.Globalization;
using Coupling.Coordination.Parties;
using Coupling.Protocols;
using Coupling.Wire.Links;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>What is refused before a run begins.</summary>
internal static class RunRequestCheck
{
    private const int LongestName = 64;
    private const int MostGenerations = 100;

    /// <summary>The modes' protocols.</summary>
    /// <exception cref="RunFaultException">A field is out of range; the message names it.</exception>
    public static IReadOnlyList<Protocol> Check(SubmitRequest request)
    {
        Require(IsName(request.RunId), "run name", request.RunId, "1 to 64 of a-z, A-Z, 0-9, '-', '_'");
        Require(request.StoreName.Length == 0 || IsName(request.StoreName), "store name", request.StoreName, "1 to 64 of a-z, A-Z, 0-9, '-', '_'");
        Require(
            request.Seconds is 0 or (>= PlanLimits.MinimumSeconds and <= PlanLimits.MaximumSeconds),
            "seconds", request.Seconds, $"0, or {PlanLimits.MinimumSeconds} to {PlanLimits.MaximumSeconds}");
        Require(request.Generations <= MostGenerations && (request.Generations == 0 || request.Seconds > 0), "generations", request.Generations, $"0, or with seconds up to {MostGenerations}");
        Require(request.RoundsPerRow <= PlanLimits.MaximumRounds, "rounds-per-row", request.RoundsPerRow, $"1 to {PlanLimits.MaximumRounds}, or none for one pair");
        bool countless = request.Rounds == 0 && (request.Seconds > 0 || request.RoundsPerRow > 0);
        Require(countless || request.Rounds is >= 1 and <= PlanLimits.MaximumRounds, "rounds", request.Rounds, $"1 to {PlanLimits.MaximumRounds}");
        Require(request.Batch is >= 1 and <= PlanLimits.MaximumBatch, "batch", request.Batch, $"1 to {PlanLimits.MaximumBatch}");
        Require(request.InFlight <= PlanLimits.MaximumInFlight, "in-flight", request.InFlight, $"0 to {PlanLimits.MaximumInFlight}");
        ulong batches = countless ? 0 : ((request.Rounds - 1) / request.Batch) + 1;
        Require(batches <= PlanLimits.MaximumBatches, "rounds / batch", batches, $"at most {PlanLimits.MaximumBatches} batches");
        if (LinkShapings.Problem(request.Link) is { } problem)
        {
            Require(false, $"link: {problem.Field}", problem.Value, problem.Allowed);
        }

        Require(Enum.IsDefined(request.KeepRounds), "keep-rounds", request.KeepRounds, "none, csv, parquet");
        Require(request.Modes.Count > 0, "modes", "none", "at least one");
        string? twice = request.Modes.GroupBy(mode => mode).FirstOrDefault(group => group.Count() > 1)?.Key;
        Require(twice is null, "modes", $"{twice} twice", "each mode once");
        try
        {
            Protocol[] protocols = [.. request.Modes.Select(ProtocolCatalog.Parse)];
            Protocol? needy = Array.Find(protocols, protocol => protocol.NeedsPrior);
            Require(request.Prior.Length > 0 || needy is null, "prior", "none", $"a SPEC (--prior), which {needy?.Name} needs");
            return protocols;
        }
        catch (UnknownModeException fault)
        {
            throw new RunFaultException(RunFault.Usage, fault.Message, fault);
        }
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static void Require(bool holds, string field, object value, string allowed)
    {
        if (!holds)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{field}: {value} (allowed: {allowed})");
            throw new RunFaultException(RunFault.Usage, text);
        }
    }
}
