using System.Globalization;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>What a SPEC says is to be made of a model: coarse copies, from the innermost to the outermost, and the transform last.</summary>
internal static class ModelLayers
{
    public static ILanguageModel Wrap(ILanguageModel model, ModelSpec spec, string source)
    {
        foreach (Truncation truncation in spec.Truncations.Reverse())
        {
            model = new MappedModel(new WindowedModel(model, truncation.Order - 1), new QuantisedMap(truncation.Bits, source));
        }

        return spec.Transform == Transform.None ? model : new MappedModel(model, new TransformMap(spec.Transform, source));
    }

    /// <summary>The same for a digest: nothing but what rows depend on.</summary>
    public static string Describe(ModelSpec spec) =>
        string.Join(';', spec.Truncations.Select(truncation => string.Create(CultureInfo.InvariantCulture, $"{truncation.Order},{truncation.Bits}")))
        + "?" + spec.Transform.ToOptions();
}
