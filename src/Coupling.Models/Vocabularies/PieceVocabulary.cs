using System.Text;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>
/// Words or characters of a text. Token 0 is <see cref="Unknown"/>, what every piece that the text has not becomes; the others are the pieces
/// of the text, the most frequent first, equally frequent ones in <see cref="ItemOrder"/>.
/// </summary>
public sealed class PieceVocabulary : Vocabulary
{
    /// <summary>What token 0 decodes to.</summary>
    public const string Unknown = "<unk>";

    private readonly TextUnit unit;
    private readonly string[] pieces;
    private readonly ReadOnlyMemory<byte>[] bytes;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> tokens;

    /// <param name="unit">What the pieces are.</param>
    /// <param name="known">Distinct pieces, those of tokens 1, 2, ….</param>
    internal PieceVocabulary(TextUnit unit, IEnumerable<string> known)
    {
        this.unit = unit;
        pieces = [Unknown, .. known];
        bytes = [.. pieces.Select(piece => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(piece)))];
        var index = new Dictionary<string, int>(pieces.Length, StringComparer.Ordinal);
        for (int token = 1; token < pieces.Length; token++)
        {
            index.Add(pieces[token], token);
        }

        tokens = index.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override string Kind => unit.Name();

    public override int Size => pieces.Length;

    /// <summary>All pieces of a text, and <see cref="Unknown"/>.</summary>
    /// <param name="unit">What the pieces are.</param>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">There are too many.</exception>
    public static PieceVocabulary Of(TextUnit unit, string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (ReadOnlySpan<char> piece in new Pieces(unit, text))
        {
            bySpan[piece] = bySpan.TryGetValue(piece, out int count) ? count + 1 : 1;
        }

        if (counts.Count >= MaximumSize)
        {
            throw new BadDataException(source, $"distinct {unit.Name()}s", $"{counts.Count}", $"at most {MaximumSize - 1}");
        }

        return new PieceVocabulary(
            unit, counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, ItemOrder.Instance).Select(pair => pair.Key));
    }

    public override int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new List<int>();
        foreach (ReadOnlySpan<char> piece in new Pieces(unit, text))
        {
            encoded.Add(tokens.TryGetValue(piece, out int token) ? token : 0);
        }

        return [.. encoded];
    }

    public override ReadOnlyMemory<byte> BytesOf(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Size);
        return bytes[token];
    }

    private protected override void Define(DigestWriter writer)
    {
        foreach (ReadOnlyMemory<byte> piece in bytes)
        {
            writer.Add(piece.Span);
        }
    }
}
