using Coupling.Protocols;

namespace Coupling.Models;

/// <summary>The words that may stand before the colon of a model's SPEC.</summary>
internal static class ModelKinds
{
    public const string NGram = "ngram";
    public const string Truncated = "truncated";
    public const string Onnx = "onnx";

    /// <summary>Every form of a SPEC, for error messages.</summary>
    public const string Forms = "ngram:ORDER@FILE; truncated:ORDER,BITS@SPEC; onnx:FILE; each with ?option,option,…";

    private static readonly string[] All = [NGram, Truncated, Onnx];

    /// <summary>The known kind that takes the fewest edits to reach from <paramref name="name"/>.</summary>
    public static string Nearest(string name) => All.MinBy(kind => EditDistance.Between(name, kind))!;
}
