using System.Runtime.Intrinsics.X86;
using Coupling.Bits;

namespace Coupling.Tests;

public class PackedBitsTests
{
    private const int LongestTried = 130;

    public static TheoryData<int> Widths => [.. Enumerable.Range(0, PackedBits.LargestWidth + 1)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void They_are_packed_as_a_writer_writes_them_and_read_again(int width)
    {
        var random = new Random(width);
        for (int count = 0; count <= LongestTried; count++)
        {
            int[] values = Values(random, count, width);
            var writer = new BitWriter();
            foreach (int value in values)
            {
                writer.Write((uint)value, width);
            }

            byte[] packed = Noise(random, PackedBits.ByteLength(count, width));
            PackedBits.Pack(values, width, packed);
            Assert.Equal(writer.ToArray(), packed);

            var unpacked = new int[count];
            Array.Fill(unpacked, -1);
            PackedBits.Unpack(packed, width, unpacked);
            Assert.Equal(values, unpacked);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void One_at_a_time_is_the_same_as_eight_at_a_time(int width)
    {
        var random = new Random(width);
        for (int count = 0; count <= LongestTried; count++)
        {
            uint[] values = Array.ConvertAll(Values(random, count, width), value => (uint)value);
            byte[] alone = new byte[PackedBits.ByteLength(count, width)];
            PackedBits.PackRest(values, width, alone);

            byte[] blocks = Noise(random, alone.Length);
            int packed = PackedBlocks.Pack(values, width, blocks);
            Assert.Equal(alone[..(packed * width / 8)], blocks[..(packed * width / 8)]);

            var unpackedAlone = new uint[count];
            PackedBits.UnpackRest(alone, width, unpackedAlone);
            Assert.Equal(values, unpackedAlone);

            var unpackedInBlocks = new uint[count];
            int unpacked = PackedBlocks.Unpack(alone, width, unpackedInBlocks);
            Assert.Equal(values[..unpacked], unpackedInBlocks[..unpacked]);
            if (Avx2.IsSupported && width is > 0 and <= 25 && count == LongestTried)
            {
                Assert.True(packed > 0 && unpacked > 0, "The blocks were not used.");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(31)]
    public void A_value_that_does_not_fit_is_refused_wherever_it_stands(int width)
    {
        const int count = 50;
        for (int place = 0; place < count; place++)
        {
            var values = new int[count];
            values[place] = 1 << width;
            var packed = new byte[PackedBits.ByteLength(count, width)];
            Assert.Throws<ArgumentOutOfRangeException>(() => PackedBits.Pack(values, width, packed));
        }
    }

    [Fact]
    public void Padding_that_is_set_is_refused()
    {
        byte[] packed = new byte[PackedBits.ByteLength(count: 3, width: 10)];
        packed[^1] = 1;
        Assert.Throws<WireProtocolException>(() => PackedBits.Unpack(packed, 10, new int[3]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(33)]
    public void A_width_out_of_range_is_refused(int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedBits.ByteLength(1, width));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Too_few_or_too_many_bytes_are_refused(int bytes)
    {
        Assert.Throws<ArgumentException>(() => PackedBits.Pack(new int[3], 10, new byte[bytes]));
        Assert.Throws<ArgumentException>(() => PackedBits.Unpack(new byte[bytes], 10, new int[3]));
    }

    private static int[] Values(Random random, int count, int width)
    {
        var values = new int[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = (int)random.NextInt64(1L << width);
        }

        return values;
    }

    private static byte[] Noise(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
