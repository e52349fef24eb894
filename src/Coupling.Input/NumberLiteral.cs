namespace Coupling.Input;

/// <summary>What a number's text says, apart from its binary64 value.</summary>
internal static class NumberLiteral
{
    /// <summary>
    /// The text says a number other than 0, too small for binary64: 1e-400 would silently become "never".
    /// </summary>
    public static bool Vanished(ReadOnlySpan<char> text, double value)
    {
        if (value != 0)
        {
            return false;
        }

        int exponent = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> significand = exponent < 0 ? text : text[..exponent];
        return significand.IndexOfAnyInRange('1', '9') >= 0;
    }
}
