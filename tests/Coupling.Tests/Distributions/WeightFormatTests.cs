using Coupling.Distributions;
using CsCheck;

namespace Coupling.Tests;

public class WeightFormatTests
{
    [Fact]
    public void Encodings_are_those_of_exact_arithmetic() =>
        Assert.All(GoldenFile.Read("shipped.tsv"), line =>
        {
            double weight = GoldenFile.Double(line[0]);
            Assert.Equal(GoldenFile.Bits(line[0]), WeightFormat.Binary64.Encode(weight));
            Assert.Equal(GoldenFile.Bits(line[1]), WeightFormat.Binary32.Encode(weight));
            Assert.Equal(GoldenFile.Bits(line[2]), WeightFormat.BFloat16.Encode(weight));
        });

    [Fact]
    public void Binary32_is_the_hardware_s_own_rounding() =>
        Weights.Sample(weight => WeightFormat.Binary32.Encode(weight) == BitConverter.SingleToUInt32Bits((float)weight));

    [Fact]
    public void Binary16_is_the_runtime_s_own_rounding() =>
        Weights.Sample(weight => WeightFormat.Binary16.Encode(weight) == BitConverter.HalfToUInt16Bits((Half)weight));

    [Fact]
    public void No_number_of_the_format_is_nearer() =>
        Weights.Sample(weight =>
        {
            foreach (WeightFormat format in (WeightFormat[])[WeightFormat.Binary32, WeightFormat.BFloat16, WeightFormat.Binary16])
            {
                ulong bits = format.Encode(weight);
                double off = Math.Abs(format.Decode(bits) - weight);
                Assert.True(off <= Math.Abs(format.Decode(bits + 1) - weight));
                Assert.True(bits == 0 || off <= Math.Abs(format.Decode(bits - 1) - weight));
                double smallestNormal = format == WeightFormat.Binary16 ? Math.ScaleB(1, -14) : 2e-38;
                Assert.True(off <= (weight < smallestNormal ? format.LargestSubnormalError : weight * format.UnitRoundoff));
            }
        });

    [Fact]
    public void A_number_of_the_format_stays_what_it_is() =>
        Gen.Int[0, 0x3C00].Sample(bits => new[] { WeightFormat.BFloat16, WeightFormat.Binary16 }.All(format => format.Encode(format.Decode((ulong)bits)) == (ulong)bits));

    [Fact]
    public void Nothing_is_lost_in_64_bits() => Weights.Sample(weight => WeightFormat.Binary64.Decode(WeightFormat.Binary64.Encode(weight)) == weight);

    private static Gen<double> Weights { get; } = Gen.Frequency(
        (3, Gen.Double[0, 1]),
        (2, Gen.Double[-120, 0].Select(Math.Exp)),
        (1, Gen.Double[-700, 0].Select(Math.Exp)));
}
