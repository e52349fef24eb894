using System.Globalization;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>From the text of a model's SPEC to its parts. Pure: no file is looked at.</summary>
internal static class ModelSpecParser
{
    public static ModelSpec Parse(string spec)
    {
        var truncations = new List<Truncation>();
        string rest = spec;
        for (string kind = KindOf(spec, rest); kind == ModelKinds.Truncated; kind = KindOf(spec, rest))
        {
            (string head, rest) = SplitAtModel(spec, rest[(kind.Length + 1)..], "truncated:ORDER,BITS@SPEC");
            truncations.Add(TruncationOf(spec, head));
        }

        return KindOf(spec, rest) == ModelKinds.NGram ? NGram(spec, truncations, rest) : Onnx(spec, truncations, rest);
    }

    private static string KindOf(string spec, string rest)
    {
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? rest : rest[..colon];
        if (kind is ModelKinds.NGram or ModelKinds.Truncated or ModelKinds.Onnx && colon >= 0)
        {
            return kind;
        }

        string value = rest.Length == 0 ? "none" : $"{Quotation.Of(kind)}, did you mean {ModelKinds.Nearest(kind)}:?";
        throw new BadDataException(spec.Length == 0 ? "SPEC of a model" : spec, "kind", value, ModelKinds.Forms);
    }

    private static (string Head, string Inner) SplitAtModel(string spec, string text, string form)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at >= 0 ? (text[..at], text[(at + 1)..]) : throw new BadDataException(spec, "@", "none", form);
    }

    private static Truncation TruncationOf(string spec, string head)
    {
        string[] arguments = head.Split(',');
        if (arguments.Length != 2)
        {
            throw new BadDataException(spec, "arguments", $"{arguments.Length}", "2: truncated:ORDER,BITS@SPEC");
        }

        return new Truncation(
            Number(spec, "ORDER", arguments[0], 1, Truncation.MaximumOrder), Number(spec, "BITS", arguments[1], 1, Truncation.MaximumBits));
    }

    private static ModelSpec NGram(string spec, List<Truncation> truncations, string text)
    {
        (string head, string rest) = SplitAtModel(spec, text[(ModelKinds.NGram.Length + 1)..], "ngram:ORDER@FILE");
        int order = Number(spec, "ORDER", head, 1, NGramModel.MaximumOrder);
        (string path, string? options) = SplitAtOptions(spec, rest);
        return WithOptions(spec, new ModelSpec(truncations, order, path), options);
    }

    private static ModelSpec Onnx(string spec, List<Truncation> truncations, string text)
    {
        (string path, string? options) = SplitAtOptions(spec, text[(ModelKinds.Onnx.Length + 1)..]);
        return WithOptions(spec, new ModelSpec(truncations, null, path), options);
    }

    private static (string Path, string? Options) SplitAtOptions(string spec, string text)
    {
        int mark = SpecEscape.IndexOfUnescaped(text, "?");
        string path = SpecEscape.Unescape(mark < 0 ? text : text[..mark]);
        return path.Length > 0 ? (path, mark < 0 ? null : text[(mark + 1)..]) : throw new BadDataException(spec, "FILE", "none", ModelKinds.Forms);
    }

    private static ModelSpec WithOptions(string spec, ModelSpec model, string? text)
    {
        string[] own = model.Order is null ? [OnnxOptions.BeginOption, OnnxOptions.BlockOption] : [];
        var options = new ModelOptions(
            spec, text, [VocabularySpec.Option, VocabularySpec.Tokenizer, .. own, Transform.TemperatureOption, Transform.TopKOption, Transform.TopPOption]);
        return model with
        {
            Vocabulary = VocabularyOf(spec, options[VocabularySpec.Option], options[VocabularySpec.Tokenizer]),
            Onnx = new OnnxOptions(
                options[OnnxOptions.BeginOption] is { } begin ? BeginOf(spec, begin) : null,
                options[OnnxOptions.BlockOption] is { } block ? Number(spec, OnnxOptions.BlockOption, block, 1, OnnxModel.MaximumBlock) : null),
            Transform = new Transform(
                options[Transform.TemperatureOption] is { } temperature ? TemperatureOf(spec, temperature) : 1,
                options[Transform.TopKOption] is { } k ? Number(spec, Transform.TopKOption, k, 1, Vocabulary.MaximumSize) : null,
                options[Transform.TopPOption] is { } p ? TopPOf(spec, p) : 1),
        };
    }

    private static VocabularySpec? VocabularyOf(string spec, string? vocabulary, string? tokenizer)
    {
        if (tokenizer is not null)
        {
            return vocabulary is null
                ? new VocabularySpec(VocabularySpec.Tokenizer, null, tokenizer)
                : throw new BadDataException(spec, "options", "vocab and tokenizer", "one of them");
        }

        if (vocabulary is null)
        {
            return null;
        }

        int at = vocabulary.IndexOf('@', StringComparison.Ordinal);
        string? path = at < 0 ? null : vocabulary[(at + 1)..];
        string[] name = (at < 0 ? vocabulary : vocabulary[..at]).Split(':');
        return (name, path) switch
        {
            (_, "") => throw new BadDataException(spec, VocabularySpec.Option, Quotation.Of(vocabulary), "a file after @"),
            (["word" or "char"], _) => new VocabularySpec(name[0], null, path),
            ([BytePairVocabulary.Name, var size], _) => new VocabularySpec(
                name[0], Number(spec, "N of vocab=bpe:N", size, BytePairVocabulary.MinimumSize, Vocabulary.MaximumSize), path),
            _ => throw new BadDataException(spec, VocabularySpec.Option, Quotation.Of(vocabulary), VocabularySpec.Allowed),
        };
    }

    private static int BeginOf(string spec, string text) => text == OnnxOptions.None
        ? -1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int token) && token < Vocabulary.MaximumSize
            ? token
            : throw new BadDataException(spec, OnnxOptions.BeginOption, Quotation.Of(text), "none, or the number of a token");

    private static double TemperatureOf(string spec, string text)
    {
        const string allowed = "0 (the most likely token alone), or 0.01 to 100";
        return Real(text) is { } value and (0 or (>= Transform.MinimumTemperature and <= Transform.MaximumTemperature))
            ? Math.Abs(value)
            : throw new BadDataException(spec, Transform.TemperatureOption, Quotation.Of(text), allowed);
    }

    private static double TopPOf(string spec, string text) => Real(text) is { } value and > 0 and <= 1
        ? value
        : throw new BadDataException(spec, Transform.TopPOption, Quotation.Of(text), "above 0, at most 1");

    private static double? Real(string text)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private static int Number(string spec, string place, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new BadDataException(spec, place, Quotation.Of(text), $"{least} to {most}");
}
