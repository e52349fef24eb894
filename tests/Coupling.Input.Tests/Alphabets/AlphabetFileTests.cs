namespace Coupling.Input.Tests.Alphabets;

public sealed class AlphabetFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("b\na\n")]
    [InlineData("b\na")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("\uFEFFa\nb\r\n")]
    public void Line_ends_byte_order_mark_and_order_do_not_matter(string text) =>
        Assert.Equal(["a", "b"], Read(text, TextUnit.Word).Items);

    [Theory]
    [InlineData("\\n\n\\r\n\\\\\n \n😀\n", "\n \r \\ 😀")]
    [InlineData("#\n\\n\r\n\\r\r\n", "\n \r #")]
    public void Every_character_can_be_named(string text, string items) =>
        Assert.Equal(
            items.Split(' ').Concat(text.Contains("\n \n", StringComparison.Ordinal) ? [" "] : []).Order(ItemOrder.Instance),
            Read(text, TextUnit.Character).Items);

    [Theory]
    [InlineData("a\nb\na\n", TextUnit.Word, "line 3: \"a\" again, as on line 1", "each item once")]
    [InlineData("a\n\nb\n", TextUnit.Word, "line 2: empty", "one word")]
    [InlineData("a\n\r\nb\n", TextUnit.Word, "line 2: empty", "one word")]
    [InlineData("a\n\n", TextUnit.Character, "line 2: empty", "one character")]
    [InlineData("a b\n", TextUnit.Word, "line 1: \"a b\"", "one word")]
    [InlineData("a\nb \n", TextUnit.Word, "line 2: \"b \"", "one word")]
    [InlineData("a\\nb\n", TextUnit.Word, "line 1", "one word")]
    [InlineData("ab\n", TextUnit.Character, "line 1: \"ab\"", "one character")]
    [InlineData("\\t\n", TextUnit.Character, "line 1: escape in \"\\t\"", "\\n, \\r, \\\\")]
    [InlineData("a\n\\", TextUnit.Character, "line 2: escape in \"\\\"", "\\n, \\r, \\\\")]
    [InlineData("a\rb\n", TextUnit.Word, "line 1: a bare carriage return", "CRLF or LF")]
    [InlineData("", TextUnit.Word, "size: 0", "1 to 1048576")]
    [InlineData("\uFEFF", TextUnit.Word, "size: 0", "1 to 1048576")]
    public void What_breaks_a_rule_is_named_with_its_line(string text, TextUnit unit, string a, string b) =>
        Refusal.Names(() => Read(text, unit), "alphabet.txt", a, b);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named()
    {
        string path = folder.Write("alphabet.txt", [0x61, 0x0A, 0xFF]);
        Refusal.Names(() => Alphabet.FromFile(path, TextUnit.Word), "alphabet.txt", "byte 2: 0xFF");
    }

    [Fact]
    public void A_line_without_end_is_refused() =>
        Refusal.Names(() => Read(new string('a', 200_000), TextUnit.Word), "line 1", "too long", "65536");

    [Fact]
    public void Too_many_lines_are_refused() =>
        Refusal.Names(
            () => Read(string.Join('\n', Enumerable.Range(0, (1 << 20) + 1)), TextUnit.Word), "line 1048577", "1 to 1048576");

    [Fact]
    public void A_missing_file_is_named() =>
        Refusal.Names(
            () => Alphabet.FromFile(Path.Combine(folder.Path, "none.txt"), TextUnit.Word), "none.txt", "no such file");

    private Alphabet Read(string text, TextUnit unit) => Alphabet.FromFile(folder.Write("alphabet.txt", text), unit);
}
