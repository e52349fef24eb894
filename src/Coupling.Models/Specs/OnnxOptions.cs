using System.Globalization;

namespace Coupling.Models;

/// <summary><c>begin=TOKEN|none</c> and <c>block=B</c> of an ONNX model.</summary>
/// <param name="Begin">The number of the token before every text; −1 for none; null for the tokenizer's own, if it has one.</param>
/// <param name="Block">How many positions are evaluated in a pass, 1..256; null for 16, or 1 where the model allows no more.</param>
public sealed record OnnxOptions(int? Begin, int? Block)
{
    internal const string BeginOption = "begin";
    internal const string BlockOption = "block";
    internal const string None = "none";

    /// <summary>What holds where a SPEC says nothing.</summary>
    public static OnnxOptions Default { get; } = new(null, null);

    internal string ToOptions()
    {
        string begin = Begin is { } token ? $"{BeginOption}={(token < 0 ? None : token.ToString(CultureInfo.InvariantCulture))}" : "";
        string block = Block is { } size ? string.Create(CultureInfo.InvariantCulture, $"{BlockOption}={size}") : "";
        return string.Join(',', new[] { begin, block }.Where(option => option.Length > 0));
    }
}
