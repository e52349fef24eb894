using System.Buffers.Binary;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>A NumPy data type whose values are single numbers: f2, f4, f8, i1 to i8, u1 to u8, little-endian.</summary>
/// <param name="Kind"><c>f</c>, <c>i</c> or <c>u</c>.</param>
/// <param name="Size">In bytes: 1, 2, 4 or 8.</param>
internal readonly record struct NpyType(char Kind, int Size)
{
    public const string Allowed = "<f8, <f4, <f2; integers |u1 <u2 <u4 <u8 |i1 <i2 <i4 <i8 with ?normalize; little-endian";

    /// <param name="descr">The header's text, such as <c>&lt;f8</c>.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">Big-endian, or no type of numbers that is read.</exception>
    public static NpyType Parse(string descr, string source)
    {
        if (descr is ['>', 'f' or 'i' or 'u', '2' or '4' or '8'])
        {
            throw new BadDataException(source, "dtype", $"{Quotation.Of(descr)}, big-endian", Allowed);
        }

        return descr switch
        {
            ['<', 'f', '2' or '4' or '8'] or ['<', 'i' or 'u', '2' or '4' or '8'] or ['|' or '<', 'i' or 'u', '1'] =>
                new NpyType(descr[1], descr[2] - '0'),
            "|O" => throw new BadDataException(source, "dtype", "\"|O\", Python objects", Allowed),
            _ => throw new BadDataException(source, "dtype", Quotation.Of(descr), Allowed),
        };
    }

    public bool IsInteger => Kind != 'f';

    public override string ToString() => $"{(Size == 1 ? '|' : '<')}{Kind}{Size}";

    /// <summary>The nearest double to the number in the first <see cref="Size"/> bytes.</summary>
    public double Read(ReadOnlySpan<byte> bytes) => (Kind, Size) switch
    {
        ('f', 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ('f', _) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ('i', 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ('i', _) => (sbyte)bytes[0],
        (_, 8) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => bytes[0],
    };
}
