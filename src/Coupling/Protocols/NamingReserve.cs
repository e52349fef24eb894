using System.Numerics;

namespace Coupling.Protocols;

/// <summary>
/// How many bits are kept back so that m found rounds can be named whatever happens: names, questions and answers of one naming of
/// `budget:B`. They are exceeded with probability below 2⁻⁴⁹, about what one uniform resolves. docs/theory.md, section 17.4.
/// </summary>
/// <param name="ItemBits">⌈log2 n⌉.</param>
/// <param name="AliceHeaviest">Alice's largest weight in eighths, rounded up: 1..8. Orders of light items are short.</param>
/// <param name="BobHeaviest">The same of Bob.</param>
internal readonly record struct NamingReserve(int ItemBits, int AliceHeaviest, int BobHeaviest)
{
    /// <summary>Bits of a typical found round: its name, its kind and half a question.</summary>
    public double Expected => (1.5 * (ItemBits + 2.5)) + 1.5;

    /// <summary>Bits that m found rounds never exceed; 0 for none.</summary>
    public long Bits(int found)
    {
        if (found == 0)
        {
            return 0;
        }

        int asked = MostAsked(found);
        long names = ((ItemBits + 2L) * found) + Windows(found) + Orders(AliceHeaviest, found);
        long questions = ((ItemBits + 3L) * asked) + Windows(asked) + Orders(BobHeaviest, asked);
        return names + found + questions + CountBits(found);
    }

    /// <summary>The bits of a number 0..m.</summary>
    public static int CountBits(int found) => BitOperations.Log2((uint)found) + 1;

    // Half of the found rounds are asked about. Hoeffding: m/2 + 4.25·√m.
    private static int MostAsked(int found) => Math.Min(found, (int)Math.Ceiling((0.5 * found) + (4.25 * Math.Sqrt(found))));

    // Unary windows beyond their first bit. Chernoff with bases 3/2 and 4.
    private static long Windows(int names) => Math.Min(((names + 1L) / 2) + 89, names + 26L);

    // Unary orders beyond their first bit: below an item of height h there are Poisson(2h) darts of it at most. Bases 2 and 16.
    private static long Orders(int heaviest, int names) => Math.Min(((3L * heaviest * names) / 8) + 53, ((11L * heaviest * names) / 8) + 14);
}
