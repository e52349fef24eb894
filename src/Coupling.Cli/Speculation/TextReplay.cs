using System.Globalization;
using System.Text.Json.Nodes;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Models;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Statistics;
using Coupling.Theory;

namespace Coupling.Cli.Speculation;

/// <summary>
/// Reads both models once more, here, and computes what the services should have come to: the text of the target alone, where the scheme
/// promises it, and how often drafts should have been accepted. Only what a party shows can be read, and only where it lies here too.
/// </summary>
/// <param name="isWanted">Whether anything is computed at all.</param>
internal sealed class TextReplay(bool isWanted) : IDisposable
{
    /// <summary>Below this p-value acceptance is off its law: a defect, not chance.</summary>
    private const double Threshold = 1e-9;

    private readonly Dictionary<string, LoadedModel> models = [];

    /// <summary>Completes a result with what the replay finds; without models as it stands.</summary>
    public JudgedResult Judge(byte[] json)
    {
        JsonNode result = JsonNode.Parse(json)!;
        (LoadedModel? target, LoadedModel? drafter, string? reason) = Load(result);
        bool isInvalid = false;
        foreach (JsonNode? text in result["texts"]!.AsArray())
        {
            isInvalid |= Judge(result, text!, target, drafter, reason);
        }

        if (isInvalid)
        {
            result["verdict"] = VerdictWord.Invalid;
        }

        return new JudgedResult(IndentedJson.Of(result), isInvalid);
    }

    public void Dispose()
    {
        foreach (LoadedModel model in models.Values)
        {
            model.Dispose();
        }
    }

    private static bool Judge(JsonNode result, JsonNode text, LoadedModel? target, LoadedModel? drafter, string? reason)
    {
        var findings = new List<string>();
        bool? isEqual = null;
        var scheme = SchemeCatalog.Parse((string)text["scheme"]!);
        int[] prompt = Numbers(result["plan"]!, "prompt_tokens");
        int[] tokens = Numbers(text, "token_ids");
        if (target is not null && scheme.IsInvariant && tokens.Length > 0)
        {
            int same = Alone(scheme, target, prompt, (ulong)result["plan"]!["seed"]!, tokens.Length).Zip(tokens).TakeWhile(pair => pair.First == pair.Second).Count();
            isEqual = same == tokens.Length;
            if (same < tokens.Length)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"the text is not that of the target alone from token {same} on"));
            }
        }

        if (target is not null && drafter is not null && scheme.HasDrafter)
        {
            Judged judged = Acceptance(scheme, target, drafter, prompt, tokens, Numbers(text, "drafted_per_pass"), Numbers(text, "accepted_per_pass"));
            if (judged.Laws.Count > 0)
            {
                double p = SumOfBinomials.TwoSided(judged.Accepted, [.. judged.Laws.Select(law => (1L, law))]);
                text["acceptance_exact"] = judged.Laws.Average();
                text["acceptance_p_value"] = p;
                if (p < Threshold)
                {
                    findings.Add(string.Create(CultureInfo.InvariantCulture, $"acceptance is off its law: p = {p:G3}"));
                }
            }
        }

        text["replay"] = new JsonObject { ["equal"] = isEqual, ["reason"] = reason };
        if (findings.Count == 0)
        {
            return false;
        }

        findings.ForEach(finding => text["findings"]!.AsArray().Add(finding));
        text["verdict"] = VerdictWord.Invalid;
        return true;
    }

    private static IReadOnlyList<int> Alone(SpeculativeScheme scheme, LoadedModel target, int[] prompt, ulong seed, int tokens)
    {
        using IModelSession session = Read(target, prompt);
        var context = new SpeculationContext(Role.Bob, session, new PublicCoins(seed), target.Vocabulary.Size, Gamma: 1);
        return LocalSpeculation.Run(scheme.Alone, context, context, tokens).Tokens;
    }

    /// <summary>Walks along the text, and weighs every draft that was judged: all before it became text, so that both models read what they read then.</summary>
    private static Judged Acceptance(
        SpeculativeScheme scheme, LoadedModel target, LoadedModel drafter, int[] prompt, int[] tokens, int[] drafted, int[] accepted)
    {
        using IModelSession his = Read(target, prompt);
        using IModelSession hers = Read(drafter, prompt);
        var laws = new List<double>();
        int next = 0;
        foreach ((int drafts, int kept) in drafted.Zip(accepted))
        {
            int judged = Math.Min(drafts, kept + 1);
            for (int place = 0; place <= kept; place++)
            {
                if (place < judged)
                {
                    laws.Add(SpeculationLaw.Acceptance(scheme, hers.NextRow().Weights, his.NextRow().Weights));
                }

                hers.Append([tokens[next]]);
                his.Append([tokens[next]]);
                next++;
            }
        }

        return new Judged(accepted.Sum(count => (long)count), laws);
    }

    private static IModelSession Read(LoadedModel model, int[] prompt)
    {
        IModelSession session = model.Model.Open();
        session.Append(prompt);
        return session;
    }

    private (LoadedModel? Target, LoadedModel? Drafter, string? Reason) Load(JsonNode result)
    {
        if (!isWanted)
        {
            return (null, null, "not wanted");
        }

        string digest = (string)result["vocabulary"]!["digest"]!;
        (LoadedModel? target, string? targetReason) = Load(result, "target", digest);
        (LoadedModel? drafter, string? drafterReason) = Load(result, "drafter", digest);
        return (target, drafter, targetReason ?? drafterReason);
    }

    private (LoadedModel? Model, string? Reason) Load(JsonNode result, string role, string vocabulary)
    {
        if ((string?)result["models"]![role] is not { } spec)
        {
            return (null, $"the {role}'s model is not shown");
        }

        try
        {
            if (!models.TryGetValue(spec, out LoadedModel? model))
            {
                model = ModelSource.Load(spec);
                models.Add(spec, model);
            }

            return model.Vocabulary.Digest == vocabulary ? (model, null) : (null, $"the {role}'s SPEC has another vocabulary here");
        }
        catch (BadDataException fault)
        {
            return (null, $"the {role}'s model cannot be read here: {fault.Message}");
        }
    }

    private static int[] Numbers(JsonNode node, string name) => [.. node[name]!.AsArray().Select(number => (int)number!)];

    private sealed record Judged(long Accepted, IReadOnlyList<double> Laws);
}
