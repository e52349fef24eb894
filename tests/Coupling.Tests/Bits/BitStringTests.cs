using Coupling.Bits;
using CsCheck;

namespace Coupling.Tests;

public class BitStringTests
{
    private static readonly Gen<(ulong Value, int Width)> Values =
        Gen.Select(Gen.ULong, Gen.Int[0, 64]).Select((bits, width) => (width == 0 ? 0 : bits >> (64 - width), width));

    [Fact]
    public void What_was_written_is_read() =>
        Values.Array[0, 50].Sample(values =>
        {
            BitWriter writer = Written(values);
            var reader = new BitReader(writer.ToArray(), writer.Length);
            return values.All(value => reader.Read(value.Width) == value.Value) && reader.Remaining == 0;
        });

    [Fact]
    public void Its_length_is_the_sum_of_the_widths() =>
        Values.Array[0, 50].Sample(values => Written(values).Length == values.Sum(value => value.Width));

    [Fact]
    public void How_a_string_is_cut_into_values_does_not_change_its_bits() =>
        Values.Array[0, 50].Sample(values =>
        {
            BitWriter whole = Written(values);
            var single = new BitWriter(0);
            BitReader reader = whole.Read();
            while (reader.Remaining > 0)
            {
                single.Write(reader.Read(1), 1);
            }

            return whole.ToArray().AsSpan().SequenceEqual(single.ToArray());
        });

    [Fact]
    public void Appending_is_writing_on() =>
        Gen.Select(Values.Array[0, 20], Values.Array[0, 20]).Sample((first, second) =>
        {
            BitWriter appended = Written(first);
            appended.Append(Written(second));
            BitWriter whole = Written([.. first, .. second]);
            return appended.Length == whole.Length && appended.ToArray().AsSpan().SequenceEqual(whole.ToArray());
        });

    [Fact]
    public void A_cleared_writer_is_as_new() =>
        Gen.Select(Values.Array[0, 20], Values.Array[0, 20]).Sample((first, second) =>
        {
            BitWriter reused = Written(first);
            reused.Clear();
            Write(reused, second);
            return reused.ToArray().AsSpan().SequenceEqual(Written(second).ToArray());
        });

    [Fact]
    public void The_highest_bit_comes_first()
    {
        BitWriter writer = Written([(0b1, 1), (0b0110, 4), (0b1_0000_0001, 9)]);
        Assert.Equal([0b1011_0100, 0b0000_0100], writer.ToArray());
    }

    [Theory]
    [InlineData(2UL, 1)]
    [InlineData(1UL, 0)]
    [InlineData(256UL, 8)]
    [InlineData(ulong.MaxValue, 63)]
    [InlineData(0UL, -1)]
    [InlineData(0UL, 65)]
    public void A_value_that_does_not_fit_is_refused_and_nothing_written(ulong value, int width)
    {
        var writer = new BitWriter();
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(value, width));
        Assert.Equal(0, writer.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void A_width_that_is_none_is_not_read(int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitReader(new byte[16], 128).Read(width));

    [Fact]
    public void Padding_must_be_zero() =>
        Gen.Int[1, 64].Where(length => length % 8 != 0).SelectMany(length => Gen.Int[0, 7 - (length % 8)], (length, bit) => (length, bit)).Sample(
            (length, bit) =>
            {
                byte[] bytes = new byte[(length + 7) / 8];
                bytes[^1] = (byte)(1 << bit);
                Assert.Throws<WireProtocolException>(() => new BitReader(bytes, length));
            });

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 9)]
    [InlineData(2, 8)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(0, long.MaxValue)]
    [InlineData(1, long.MinValue)]
    public void Bytes_must_be_as_many_as_the_bits_need(int bytes, long bits) =>
        Assert.Throws<WireProtocolException>(() => new BitReader(new byte[bytes], bits));

    [Fact]
    public void Reading_past_the_end_is_a_protocol_error()
    {
        var reader = new BitReader(new byte[2], 13);
        reader.Read(10);
        Assert.Throws<WireProtocolException>(() => reader.Read(4));
        Assert.Equal(0UL, reader.Read(3));
    }

    [Fact]
    public void Many_of_one_width_are_as_one_after_another() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[0, 64], Gen.ULong.Array[0, 40]).Sample((width, before, bits) =>
        {
            ulong[] values = Array.ConvertAll(bits, value => value >> (64 - width));
            var many = new BitWriter(1);
            many.Write(0, before);
            many.WriteAll(values, width);
            BitWriter one = Written([(0, before), .. values.Select(value => (value, width)), (1, 1)]);
            many.Write(1, 1);
            var reader = new BitReader(many.ToArray(), many.Length);
            reader.Read(before);
            var read = new ulong[values.Length];
            return one.ToArray().AsSpan().SequenceEqual(many.ToArray())
                && reader.ReadAll(read, width) == values.Length
                && read.SequenceEqual(values)
                && reader.Read(1) == 1
                && reader.Remaining == 0;
        });

    [Theory]
    [InlineData(1, 130)]
    [InlineData(63, 2)]
    [InlineData(64, 2)]
    public void Only_whole_values_are_read_of_what_is_left(int width, int left)
    {
        var writer = new BitWriter();
        writer.Write(0, 3);
        writer.WriteAll([.. Enumerable.Repeat(1UL, 130)], 1);
        BitReader reader = writer.Read();
        reader.Read(3);
        Assert.Equal(left, reader.ReadAll(new ulong[200], width));
        Assert.Equal(130 - (left * width), reader.Remaining);
        Assert.Equal(reader.Remaining, reader.ReadAll(new ulong[200], 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void Many_values_have_a_width(int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitReader(new byte[16], 128).ReadAll(new ulong[1], width));

    [Fact]
    public void A_value_that_does_not_fit_is_not_written_among_many() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitWriter().WriteAll([1, 2], 1));

    private static BitWriter Written(IEnumerable<(ulong Value, int Width)> values)
    {
        var writer = new BitWriter(1);
        Write(writer, values);
        return writer;
    }

    private static void Write(BitWriter writer, IEnumerable<(ulong Value, int Width)> values)
    {
        foreach ((ulong value, int width) in values)
        {
            writer.Write(value, width);
        }
    }
}
