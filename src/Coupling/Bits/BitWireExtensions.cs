namespace Coupling.Bits;

/// <summary>Longer stretches of bits over a wire.</summary>
public static class BitWireExtensions
{
    /// <summary>Sends all bits of <paramref name="bits"/>.</summary>
    public static void SendAll(this IBitWire wire, BitWriter bits)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentNullException.ThrowIfNull(bits);
        BitReader reader = bits.Read();
        while (reader.Remaining > 0)
        {
            int width = (int)Math.Min(64, reader.Remaining);
            wire.Send(reader.Read(width), width);
        }
    }
}
