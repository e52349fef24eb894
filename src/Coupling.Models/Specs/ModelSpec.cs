using System.Globalization;
using System.Text;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>
/// What a user writes to name a language model, parsed. Syntax and ranges only; nothing has been read.
/// <c>truncated:ORDER,BITS@</c>, any number of times, then <c>ngram:ORDER@FILE</c> or <c>onnx:FILE</c>, then <c>?option,option…</c>, which are
/// about the whole.
/// </summary>
/// <remarks><see cref="ToString"/> gives a SPEC that parses to an equal value.</remarks>
public sealed record ModelSpec
{
    internal ModelSpec(IReadOnlyList<Truncation> truncations, int? order, string path)
    {
        Truncations = truncations;
        Order = order;
        Path = path;
    }

    /// <summary>The copies that it is of another model, the outermost first.</summary>
    public IReadOnlyList<Truncation> Truncations { get; }

    /// <summary>The order of an n-gram model, 1..7; null for an ONNX model.</summary>
    public int? Order { get; }

    /// <summary>The text of an n-gram model, or the ONNX file; without escapes.</summary>
    public string Path { get; }

    /// <summary>What the tokens are; null if the SPEC does not say.</summary>
    public VocabularySpec? Vocabulary { get; init; }

    /// <summary>What becomes of the model's distribution.</summary>
    public Transform Transform { get; init; } = Transform.None;

    /// <summary>What is particular to an ONNX model; with the values of <see cref="OnnxOptions.Default"/> for an n-gram model.</summary>
    public OnnxOptions Onnx { get; init; } = OnnxOptions.Default;

    /// <summary><c>ngram</c> or <c>onnx</c>.</summary>
    public string Kind => Order is null ? ModelKinds.Onnx : ModelKinds.NGram;

    /// <exception cref="BadDataException"><paramref name="spec"/> does not follow the grammar, or a value is out of range.</exception>
    public static ModelSpec Parse(string spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return ModelSpecParser.Parse(spec);
    }

    /// <summary>
    /// This SPEC with its vocabulary written out, so that it means the same whatever it stands beside: the one it names, else that of
    /// <paramref name="other"/>.
    /// </summary>
    /// <exception cref="BadDataException">Neither names a vocabulary, and that of an ONNX model must be named.</exception>
    public ModelSpec WithVocabularyOf(ModelSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Vocabulary = Vocabulary is null ? other.WrittenOut() : WrittenOut() };
    }

    /// <summary>The vocabulary with the file that it is made of.</summary>
    /// <exception cref="BadDataException">There is none, and the model is an ONNX model.</exception>
    internal VocabularySpec WrittenOut()
    {
        if (Vocabulary is null && Order is null)
        {
            throw new BadDataException(ToString(), "tokenizer", "none", "onnx:FILE?tokenizer=FILE, or a vocab=…@FILE");
        }

        VocabularySpec vocabulary = Vocabulary ?? VocabularySpec.Default;
        return vocabulary with { Path = vocabulary.Path ?? Path };
    }

    public bool Equals(ModelSpec? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The SPEC in its canonical form.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Truncation truncation in Truncations)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ModelKinds.Truncated}:{truncation.Order},{truncation.Bits}@");
        }

        text.Append(Order is { } order ? string.Create(CultureInfo.InvariantCulture, $"{ModelKinds.NGram}:{order}@") : ModelKinds.Onnx + ":");
        text.Append(SpecEscape.Escape(Path));
        string options = string.Join(',', new[] { Vocabulary?.ToOption(), Onnx.ToOptions(), Transform.ToOptions() }.Where(option => !string.IsNullOrEmpty(option)));
        return options.Length == 0 ? text.ToString() : text.Append('?').Append(options).ToString();
    }
}
