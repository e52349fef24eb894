using Coupling.Bits;

namespace Coupling.Tests;

public class ArithmeticCodeTests
{
    private const int Trials = 2000;

    private readonly Random random = new(1);

    [Fact]
    public async Task What_is_coded_is_decoded_and_nothing_is_left()
    {
        for (int trial = 0; trial < Trials; trial++)
        {
            int[] symbols = [.. Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(100) < trial % 100 ? 1 : 0)];
            (BitsWire said, _) = Code(symbols, new AdaptiveBit(), new AdaptiveBit());

            var heard = new BitsWire(said.Said);
            var decoder = new ArithmeticDecoder(heard);
            var model = new AdaptiveBit();
            foreach (int symbol in symbols)
            {
                Assert.Equal(symbol, await decoder.DecodeAsync(model));
            }

            Assert.Equal(0, heard.Remaining);
        }
    }

    [Fact]
    public void It_takes_at_most_two_bits_more_than_the_probability_asks_for()
    {
        for (int trial = 0; trial < Trials; trial++)
        {
            int[] symbols = [.. Enumerable.Range(0, 1 + random.Next(500)).Select(_ => random.Next(100) < trial % 100 ? 1 : 0)];
            (BitsWire said, double bits) = Code(symbols, new AdaptiveBit(), new AdaptiveBit());

            // Weights are cut to whole numbers of an interval above 2^31: that is less than a bit in 10^8 symbols.
            Assert.InRange(said.Said.Length, bits - 1e-6, bits + 2 + 1e-6);
        }
    }

    [Fact]
    public async Task Values_of_equal_probability_take_the_logarithm_of_their_number()
    {
        foreach (int count in (int[])[1, 2, 3, 7, 2000, 50_000, 1 << 20, int.MaxValue])
        {
            int[] values = [0, count - 1, .. Enumerable.Range(0, 200).Select(_ => random.Next(count))];
            var encoder = new ArithmeticEncoder();
            var said = new BitsWire();
            foreach (int value in values)
            {
                encoder.EncodeUniform(value, count);
            }

            encoder.SendTo(said);

            // Parts of the interval are whole numbers: near 2^31 values they cannot be equal any more.
            double least = values.Length * Math.Log2(count);
            double coarse = count <= 1 << 20 ? 1e-3 : values.Length;
            Assert.InRange(said.Said.Length, least - coarse, least + 2 + coarse);

            var heard = new BitsWire(said.Said);
            var decoder = new ArithmeticDecoder(heard);
            foreach (int value in values)
            {
                Assert.Equal(value, await decoder.DecodeUniformAsync(count));
            }

            Assert.Equal(0, heard.Remaining);
        }
    }

    [Fact]
    public async Task Codes_of_different_kinds_share_a_turn_and_turns_follow_each_other()
    {
        var encoder = new ArithmeticEncoder();
        var said = new BitsWire();
        for (int turn = 0; turn < 3; turn++)
        {
            encoder.Encode(1, 3, 1);
            encoder.EncodeUniform(4, 5);
            encoder.Encode(0, 1, 0);
            encoder.Encode(1, 1, 1);
            encoder.SendTo(said);
            said.Send(5, 3);
        }

        var heard = new BitsWire(said.Said);
        for (int turn = 0; turn < 3; turn++)
        {
            var decoder = new ArithmeticDecoder(heard);
            Assert.Equal(1, await decoder.DecodeAsync(3, 1));
            Assert.Equal(4, await decoder.DecodeUniformAsync(5));
            Assert.Equal(0, await decoder.DecodeAsync(1, 0));
            Assert.Equal(1, await decoder.DecodeAsync(1, 1));
            Assert.Equal(5UL, await heard.ReceiveAsync(3));
        }

        Assert.Equal(0, heard.Remaining);
    }

    [Fact]
    public void Nothing_coded_says_nothing()
    {
        var said = new BitsWire();
        new ArithmeticEncoder().SendTo(said);
        Assert.Equal(0, said.Said.Length);
    }

    [Fact]
    public void What_is_certain_says_nothing()
    {
        var encoder = new ArithmeticEncoder();
        var said = new BitsWire();
        encoder.Encode(1, 0, 7);
        encoder.EncodeUniform(0, 1);
        encoder.SendTo(said);
        Assert.Equal(0, said.Said.Length);
    }

    [Fact]
    public void What_cannot_be_is_not_coded()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArithmeticEncoder().Encode(1, 7, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArithmeticEncoder().Encode(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArithmeticEncoder().EncodeUniform(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArithmeticEncoder().Encode(0, 1UL << 31, 1));
    }

    /// <summary>Whatever is heard is something, and it is read with bounds.</summary>
    [Fact]
    public async Task Any_bits_decode_and_few_are_read_per_symbol()
    {
        for (int trial = 0; trial < 200; trial++)
        {
            var heard = new CountingWire(random);
            var decoder = new ArithmeticDecoder(heard);
            var model = new AdaptiveBit();
            for (int symbol = 0; symbol < 100; symbol++)
            {
                long before = heard.Bits;
                Assert.InRange(await decoder.DecodeAsync(model), 0, 1);
                Assert.InRange(await decoder.DecodeUniformAsync(1000), 0, 999);
                Assert.InRange(heard.Bits - before, 0, 64);
            }
        }
    }

    /// <summary>So that a carry has far to go: many zeros of high probability, and then a one at the very top of the interval.</summary>
    [Fact]
    public async Task A_carry_goes_as_far_as_it_must()
    {
        for (int ones = 0; ones < 200; ones++)
        {
            var encoder = new ArithmeticEncoder();
            var said = new BitsWire();
            encoder.Encode(0, 1, 1);
            for (int one = 0; one < ones; one++)
            {
                encoder.Encode(1, 1, 3);
            }

            encoder.Encode(1, (1UL << 31) - 1, 1);
            encoder.SendTo(said);
            var heard = new BitsWire(said.Said);
            var decoder = new ArithmeticDecoder(heard);
            Assert.Equal(0, await decoder.DecodeAsync(1, 1));
            for (int one = 0; one < ones; one++)
            {
                Assert.Equal(1, await decoder.DecodeAsync(1, 3));
            }

            Assert.Equal(1, await decoder.DecodeAsync((1UL << 31) - 1, 1));
            Assert.Equal(0, heard.Remaining);
        }
    }

    [Fact]
    public void The_estimator_is_that_of_Krichevsky_and_Trofimov()
    {
        var model = new AdaptiveBit();
        Assert.Equal((1u, 1u), (model.ZeroWeight, model.OneWeight));
        model.Count(0);
        model.Count(1);
        model.Count(1);
        Assert.Equal((3u, 5u), (model.ZeroWeight, model.OneWeight));
    }

    private static (BitsWire Said, double Bits) Code(int[] symbols, AdaptiveBit model, AdaptiveBit same)
    {
        var encoder = new ArithmeticEncoder();
        double bits = 0;
        foreach (int symbol in symbols)
        {
            double weight = symbol == 0 ? same.ZeroWeight : same.OneWeight;
            bits -= Math.Log2(weight / (same.ZeroWeight + same.OneWeight));
            same.Count(symbol);
            encoder.Encode(symbol, model);
        }

        var said = new BitsWire();
        encoder.SendTo(said);
        return (said, bits);
    }

    private sealed class CountingWire(Random random) : IBitWire
    {
        public long Bits { get; private set; }

        public void Send(ulong value, int width) => throw new InvalidOperationException("A decoder does not speak.");

        public ValueTask<ulong> ReceiveAsync(int width)
        {
            Bits += width;
            return ValueTask.FromResult((ulong)random.Next(2));
        }
    }
}
