using Coupling.Distributions;
using Coupling.Input;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Coupling.Models;

/// <summary>What a model takes and gives, by the names that exports of decoders have.</summary>
/// <param name="Tokens">The input of the tokens' numbers: <c>input_ids</c>.</param>
/// <param name="Mask"><c>attention_mask</c>, or null.</param>
/// <param name="Positions"><c>position_ids</c>, or null.</param>
/// <param name="Branch"><c>use_cache_branch</c> of merged exports, or null.</param>
/// <param name="Past">Keys and values; empty if the model takes none.</param>
/// <param name="Logits">The output of the logits, [1, tokens, ≥ n].</param>
internal sealed record OnnxPorts(NamedPort Tokens, NamedPort? Mask, NamedPort? Positions, NamedPort? Branch, IReadOnlyList<PastPort> Past, NamedPort Logits)
{
    private const string PastPrefix = "past";

    /// <exception cref="BadDataException">It is no decoder as described.</exception>
    public static OnnxPorts Of(InferenceSession session, string source)
    {
        var others = new Dictionary<string, NodeMetadata>(session.InputMetadata, StringComparer.Ordinal);
        NamedPort tokens = Take(others, "input_ids", source, TensorElementType.Int64, TensorElementType.Int32)
            ?? throw new BadDataException(source, "inputs", string.Join(", ", others.Keys), "one that is named input_ids");
        NamedPort? mask = Take(others, "attention_mask", source, TensorElementType.Int64, TensorElementType.Int32);
        NamedPort? positions = Take(others, "position_ids", source, TensorElementType.Int64, TensorElementType.Int32);
        NamedPort? branch = Take(others, "use_cache_branch", source, TensorElementType.Bool);
        string[] past = [.. others.Keys.Where(name => name.StartsWith(PastPrefix, StringComparison.Ordinal))];
        if (others.Keys.Except(past).FirstOrDefault() is { } unknown)
        {
            throw new BadDataException(
                source, "input", Quotation.Of(unknown), "input_ids, attention_mask, position_ids, use_cache_branch, past_key_values.*");
        }

        NamedPort logits = LogitsOf(session, past.Length, source);
        string[] present = [.. session.OutputMetadata.Keys.Where(name => name != logits.Name)];
        return new OnnxPorts(
            tokens, mask, positions, branch, [.. past.Select((name, i) => PastOf(name, PresentOf(name, i, past, present, source), others[name], source))], logits);
    }

    private static NamedPort? Take(Dictionary<string, NodeMetadata> inputs, string name, string source, params TensorElementType[] types)
    {
        if (!inputs.Remove(name, out NodeMetadata? metadata))
        {
            return null;
        }

        return types.Contains(metadata.ElementDataType)
            ? new NamedPort(name, metadata.ElementDataType)
            : throw new BadDataException(source, $"type of {name}", $"{metadata.ElementDataType}", string.Join(", ", types));
    }

    private static NamedPort LogitsOf(InferenceSession session, int past, string source)
    {
        IReadOnlyDictionary<string, NodeMetadata> outputs = session.OutputMetadata;
        string? name = outputs.ContainsKey("logits") ? "logits" : null;
        name ??= outputs.Count == 1 + past ? outputs.Keys.FirstOrDefault(key => !key.StartsWith("present", StringComparison.Ordinal)) : null;
        if (name is null)
        {
            throw new BadDataException(source, "outputs", string.Join(", ", outputs.Keys), "one that is named logits");
        }

        TensorElementType type = outputs[name].ElementDataType;
        if (type is not (TensorElementType.Float or TensorElementType.Float16))
        {
            throw new BadDataException(source, $"type of {name}", $"{type}", "Float, Float16");
        }

        return outputs[name].Dimensions.Length == 3
            ? new NamedPort(name, type)
            : throw new BadDataException(source, $"axes of {name}", $"{outputs[name].Dimensions.Length}", "3: [batch, tokens, n]");
    }

    // `past_key_values.0.key` comes out as `present.0.key` or `present_key_values.0.key`, `past_0` as `present_0`; else both lists are in one order.
    private static string PresentOf(string name, int place, string[] past, string[] present, string source)
    {
        string[] likely = [name.Replace("past_key_values", "present", StringComparison.Ordinal), name.Replace(PastPrefix, "present", StringComparison.Ordinal)];
        if (likely.FirstOrDefault(present.Contains) is { } found)
        {
            return found;
        }

        return past.Length == present.Length
            ? present[place]
            : throw new BadDataException(source, "outputs", string.Join(", ", present), $"one for each of {string.Join(", ", past)}");
    }

    // The tokens' axis is the last dynamic one: [batch, heads, tokens, size], or [2, batch, heads, tokens, size].
    private static PastPort PastOf(string name, string present, NodeMetadata metadata, string source)
    {
        if (metadata.ElementDataType is not (TensorElementType.Float or TensorElementType.Float16))
        {
            throw new BadDataException(source, $"type of {name}", $"{metadata.ElementDataType}", "Float, Float16");
        }

        long[] shape = [.. metadata.Dimensions.Select(length => length < 0 ? 1L : length)];
        int axis = Array.FindLastIndex(metadata.Dimensions, length => length < 0);
        if (axis < 0)
        {
            throw new BadDataException(source, $"axes of {name}", string.Join('×', metadata.Dimensions), "a dynamic one for the tokens");
        }

        shape[axis] = 0;
        return new PastPort(name, present, metadata.ElementDataType, shape, axis);
    }
}
