using Coupling.Coins;

namespace Coupling.Tests;

/// <summary>What is made of many counters at once has the bits of what is made of them one by one, on whichever instructions this machine has.</summary>
public class LanesTests
{
    private const ulong Seed = 0xFEDCBA9876543210;
    private const long Round = (5L << 32) + 77;
    private const CoinPurpose Purpose = CoinPurpose.RaceItem;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 40), 63, 64, 65];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Blocks_of_neighbouring_items(int length)
    {
        var low = new ulong[length];
        var high = new ulong[length];
        WordBlocks.OfItems(Seed, Purpose, Round, window: 9, order: 3, firstItem: uint.MaxValue - 20, low, high);
        AssertBlocks(low, high, place => Philox(unchecked(uint.MaxValue - 20 + (uint)place), order: 3));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Blocks_of_any_items(int length)
    {
        uint[] items = [.. Enumerable.Range(0, length).Select(place => unchecked((uint)place * 2654435761U))];
        var low = new ulong[length];
        var high = new ulong[length];
        WordBlocks.OfItems(Seed, Purpose, Round, window: 9, order: 3, items, low, high);
        AssertBlocks(low, high, place => Philox(items[place], order: 3));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Blocks_of_neighbouring_orders(int length)
    {
        int first = 256 - length;
        var low = new ulong[length];
        var high = new ulong[length];
        WordBlocks.OfOrders(Seed, Purpose, Round, window: 9, first, item: 7, low, high);
        AssertBlocks(low, high, place => Philox(7, first + place));
    }

    [Fact]
    public void Uniforms_and_exponentials()
    {
        ulong[] words = [0, ulong.MaxValue, 1, 1UL << 63, .. Enumerable.Range(0, 3000).Select(item => Philox((uint)item, 0).Low)];

        // Short ones, whose uniforms are far below the others: the last bits of a logarithm differ first.
        words = [.. words, .. Enumerable.Range(0, 64).Select(shift => words[10 + shift] >> shift), .. Enumerable.Range(0, 64).Select(shift => ~(words[10 + shift] >> shift))];
        var uniforms = new double[words.Length];
        var times = new double[words.Length];
        OpenUniform.FromBits(words, uniforms);
        Exponential.FromBits(words, times);
        Assert.Equal(words.Select(OpenUniform.FromBits).Select(BitConverter.DoubleToInt64Bits), uniforms.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(
            words.Select(OpenUniform.FromBits).Select(Exponential.FromUniform).Select(BitConverter.DoubleToInt64Bits),
            times.Select(BitConverter.DoubleToInt64Bits));
    }

    private static (ulong Low, ulong High) Philox(uint item, int order) =>
        Philox4x32.Block(Seed, item, 9, unchecked((uint)Round), CoinCounter.HighWord(Purpose, Round, order));

    private static void AssertBlocks(ulong[] low, ulong[] high, Func<int, (ulong Low, ulong High)> expected)
    {
        Assert.Equal(Enumerable.Range(0, low.Length).Select(place => expected(place).Low), low);
        Assert.Equal(Enumerable.Range(0, low.Length).Select(place => expected(place).High), high);
    }
}
