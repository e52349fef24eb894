using System.Text;
using CsCheck;

namespace Coupling.Input.Tests.Texts;

public sealed class ItemOrderTests
{
    private static readonly Gen<string> GenItem =
        Gen.OneOf(
            Gen.Int[0x20, 0x7F], Gen.Int[0x80, 0xD7FF], Gen.Int[0xE000, 0xFFFF], Gen.Int[0x10000, 0x10FFFF])
        .Array[0, 4].Select(values => string.Concat(values.Select(value => new Rune(value).ToString())));

    [Fact]
    public void Characters_beyond_the_basic_plane_come_last()
    {
        Assert.True(ItemOrder.Instance.Compare("\uFFFD", "😀") < 0);
        Assert.True(string.CompareOrdinal("\uFFFD", "😀") > 0);
        Assert.True(ItemOrder.Instance.Compare("a😀", "a\uE000") > 0);
        Assert.True(ItemOrder.Instance.Compare("\uD7FF", "😀") < 0);
        Assert.True(ItemOrder.Instance.Compare("a", "ab") < 0);
        Assert.True(ItemOrder.Instance.Compare("Z", "a") < 0);
    }

    [Fact]
    public void The_order_is_that_of_the_UTF8_bytes() =>
        Gen.Select(GenItem, GenItem).Sample((a, b) =>
            Math.Sign(ItemOrder.Instance.Compare(a, b))
            == Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));
}
