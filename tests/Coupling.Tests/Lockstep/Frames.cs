using Coupling.Bits;
using Coupling.Lockstep;

namespace Coupling.Tests;

/// <summary>Frames as tests write them.</summary>
internal static class Frames
{
    /// <summary>The frame of these zeros and ones; spaces are for the reader.</summary>
    public static Frame Of(string bits)
    {
        var writer = new BitWriter();
        foreach (char bit in bits.Where(bit => bit != ' '))
        {
            writer.Write(bit == '1' ? 1UL : 0, 1);
        }

        return new Frame(writer.ToArray(), writer.Length);
    }
}
