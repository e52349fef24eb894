namespace Coupling.Protocols;

/// <summary>
/// Matches +1 with −1 on a circle like opening with closing brackets: every +1 with the next −1 that is not taken. As many pairs as the
/// rarer sign has places.
/// </summary>
/// <remarks>
/// Swapping the signs of all pairs is a bijection of the sequences with as many +1 and as many −1: read backwards, the image matches the
/// same places. So a uniform sequence stays uniform, which no matching by rank would do. docs/theory.md, section 17.2.
/// </remarks>
internal static class CyclicMatching
{
    /// <summary>The places of the pairs.</summary>
    /// <param name="signs">+1, −1, or 0 for places that take no part.</param>
    public static List<(int Plus, int Minus)> Pairs(ReadOnlySpan<int> signs)
    {
        var pairs = new List<(int Plus, int Minus)>();
        var open = new Stack<int>();
        var late = new List<int>();
        for (int place = 0; place < signs.Length; place++)
        {
            if (signs[place] > 0)
            {
                open.Push(place);
            }
            else if (signs[place] < 0)
            {
                if (open.TryPop(out int plus))
                {
                    pairs.Add((plus, place));
                }
                else
                {
                    late.Add(place);
                }
            }
        }

        // Around the circle: what is still open meets the −1 before it.
        foreach (int minus in late)
        {
            if (open.TryPop(out int plus))
            {
                pairs.Add((plus, minus));
            }
        }

        return pairs;
    }
}
