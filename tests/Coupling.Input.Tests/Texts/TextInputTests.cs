using System.Globalization;
using System.Text;
using CsCheck;

namespace Coupling.Input.Tests.Texts;

public sealed class TextInputTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("b a b", "a1 b2")]
    [InlineData("a, a; (a)!", "a3")]
    [InlineData("The the", "The1 the1")]
    [InlineData("don't", "don1 t1")]
    [InlineData("snake_case x-1", "11 case1 snake1 x1")]
    [InlineData("e\u0301 é", "e\u03011 é1")]
    [InlineData("٣ x²", "x1 ٣1")]
    [InlineData("Ⅷ", null)]
    [InlineData("𝒳y 😀", "𝒳y1")]
    [InlineData("海、風", "海1 風1")]
    [InlineData("\uFEFFa", "a1")]
    [InlineData("a\uFEFFb", "a1 b1")]
    [InlineData("a\r\nb\r\n", "a1 b1")]
    [InlineData("", null)]
    [InlineData(" .\n", null)]
    public void Words_are_runs_of_letters_marks_and_digits(string text, string? counts)
    {
        string spec = "text:" + folder.Write("t.txt", text);
        if (counts is null)
        {
            Refusal.Names(() => DistributionSource.Load(spec), "t.txt", "number of words: 0", "at least one");
        }
        else
        {
            Assert.Equal(counts, Format(Load(spec)));
        }
    }

    [Theory]
    [InlineData("ab a", " 1 a2 b1")]
    [InlineData("\r\n", "\n1 \r1")]
    [InlineData("\uFEFFa", "a1")]
    [InlineData("😀\uFFFDa😀", "a1 \uFFFD1 😀2")]
    public void Characters_are_scalar_values(string text, string counts) =>
        Assert.Equal(counts, Format(Load("text:" + folder.Write("t.txt", text) + "?unit=char")));

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF }, "byte 1: 0xFF")]
    [InlineData(new byte[] { 0x61, 0xC3 }, "byte 1: 0xC3")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "byte 0: 0xC0")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "byte 0: 0xED")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x80 }, "byte 4: 0x80")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "byte 0: 0xFF")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, "byte 0: 0xF09F98")]
    public void Invalid_UTF8_is_refused_with_its_offset(byte[] bytes, string place) =>
        Refusal.Names(
            () => DistributionSource.Load("text:" + folder.Write("t.txt", bytes)), "t.txt", place, "valid UTF-8");

    [Fact]
    public void Offsets_and_characters_survive_the_buffer_boundary()
    {
        for (int shift = 0; shift < 4; shift++)
        {
            string text = new string(' ', 65536 - shift) + "😀ä";
            Assert.Equal(1, Load("text:" + folder.Write("t.txt", text) + "?unit=char").Counts[^1].Count);
            byte[] broken = [.. Encoding.UTF8.GetBytes(text), 0xFF];
            Refusal.Names(
                () => DistributionSource.Load("text:" + folder.Write("t.txt", broken)),
                string.Create(CultureInfo.InvariantCulture, $"byte {broken.Length - 1}: 0xFF"));
        }
    }

    [Fact]
    public void A_word_longer_than_a_message_can_hold_is_refused()
    {
        Assert.Equal(1, Load("text:" + folder.Write("t.txt", new string('a', 65536))).Total);
        Refusal.Names(
            () => DistributionSource.Load("text:" + folder.Write("t.txt", new string('a', 65537))), "too long", "65536");
    }

    [Fact]
    public void More_distinct_words_than_an_alphabet_holds_are_refused()
    {
        var text = new StringBuilder();
        for (int word = 0; word <= 1 << 20; word++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{word:x} ");
        }

        Refusal.Names(
            () => DistributionSource.Load("text:" + folder.Write("t.txt", text.ToString())), "distinct words", "1048576");
    }

    [Fact]
    public void Counts_add_up_and_stand_in_order() =>
        Gen.OneOf(Gen.Char[" \n.,"], Gen.Char['a', 'c'], Gen.Const('ä'), Gen.Const('\uFFFD')).Array[1, 40].Sample(
            characters =>
            {
                string text = new(characters);
                TextInput input = Load("text:" + folder.Write("t.txt", text) + "?unit=char");
                Assert.Equal(text.Length, input.Total);
                Assert.Equal(input.Total, input.Counts.Sum(entry => entry.Count));
                Assert.Equal(input.Counts.Select(entry => entry.Item).Order(ItemOrder.Instance), input.Counts.Select(entry => entry.Item));
                double[] weights = input.OnAlphabet(input.OwnAlphabet()).Weights.ToArray();
                Assert.Equal(input.Counts.Select(entry => (double)entry.Count / text.Length), weights);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Weights_follow_the_alphabet()
    {
        TextInput input = Load("text:" + folder.Write("t.txt", "b a b c"));
        Alphabet alphabet = Alphabet.FromItems(TextUnit.Word, ["c", "b", "zebra", "a"], "test");
        Assert.Equal([0.25, 0.5, 0.25, 0], input.OnAlphabet(alphabet).Weights.ToArray());
    }

    [Fact]
    public void An_alphabet_that_does_not_fit_is_named()
    {
        TextInput input = Load("text:" + folder.Write("t.txt", "b a b"));
        Refusal.Names(
            () => input.OnAlphabet(Alphabet.FromItems(TextUnit.Word, ["a"], "test")), "t.txt", "word: \"b\" occurs", "alphabet");
        Refusal.Names(
            () => input.OnAlphabet(Alphabet.FromItems(TextUnit.Character, ["a", "b"], "test")), "text-char", "text-word");
        Refusal.Names(() => input.OnAlphabet(Alphabet.Index(2)), "index", "text-word");
    }

    private static string Format(TextInput input) => string.Join(
        ' ', input.Counts.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Item}{entry.Count}")));

    private static TextInput Load(string spec) => Assert.IsType<TextInput>(DistributionSource.Load(spec));
}
