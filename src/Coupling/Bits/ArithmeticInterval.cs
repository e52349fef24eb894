namespace Coupling.Bits;

/// <summary>
/// How an interval of whole numbers is divided among symbols: the part of [0, range) from ⌊range·a/t⌋ to ⌊range·b/t⌋ belongs to
/// the symbols of weights a to b out of t. Coder and decoder do nothing else with probabilities, so they cannot differ.
/// </summary>
internal static class ArithmeticInterval
{
    /// <summary>One unit of the last bit that was put out.</summary>
    public const ulong One = 1UL << 32;

    /// <summary>The interval is kept longer than this.</summary>
    public const ulong Half = One / 2;

    /// <summary>The largest total weight, so that a symbol of weight 1 never gets an empty part.</summary>
    public const ulong LargestTotal = 1UL << 31;

    /// <summary>Where the part above weight <paramref name="weight"/> begins.</summary>
    public static ulong Cut(ulong range, ulong weight, ulong total) => range * weight / total;
}
