using System.Text;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>
/// A text cut into words or characters. Joined, the pieces are the text. A word is a maximal run of letters, marks and digits with the
/// space before it, if there is one; every other scalar value is a piece of its own.
/// </summary>
internal readonly ref struct Pieces(TextUnit unit, ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;

    public Enumerator GetEnumerator() => new(unit, text);

    public ref struct Enumerator(TextUnit unit, ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public bool MoveNext()
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            int length = unit == TextUnit.Word ? WordLength() : 0;
            length = length > 0 ? length : ScalarLength(rest);
            Current = rest[..length];
            rest = rest[length..];
            return true;
        }

        // 0 if no word begins here.
        private readonly int WordLength()
        {
            int start = rest[0] == ' ' ? 1 : 0;
            int end = start;
            while (end < rest.Length && Rune.DecodeFromUtf16(rest[end..], out Rune rune, out int length) == System.Buffers.OperationStatus.Done
                && TextUnits.IsWordRune(rune))
            {
                end += length;
            }

            return end > start ? end : 0;
        }

        private static int ScalarLength(ReadOnlySpan<char> text)
        {
            Rune.DecodeFromUtf16(text, out _, out int length);
            return length;
        }
    }
}
