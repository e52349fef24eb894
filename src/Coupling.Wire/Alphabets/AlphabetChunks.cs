using System.Text;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Wire.Alphabets;

/// <summary>An alphabet as messages of bounded size.</summary>
public static class AlphabetChunks
{
    private const int ChunkBytes = 256 * 1024;

    public static IEnumerable<AlphabetChunk> Of(Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        var chunk = new AlphabetChunk { Kind = alphabet.Kind.Name() };
        int bytes = 0;
        foreach (string item in alphabet.Items)
        {
            chunk.Items.Add(item);
            bytes += Encoding.UTF8.GetByteCount(item);
            if (bytes >= ChunkBytes)
            {
                yield return chunk;
                chunk = new AlphabetChunk();
                bytes = 0;
            }
        }

        yield return chunk;
    }

    /// <summary>Reads an alphabet, and counts the message bytes that carried it.</summary>
    /// <exception cref="BadDataException">It is none: no kind, a bad item, an item twice, above 2^20 items.</exception>
    public static async Task<(Alphabet Alphabet, long MessageBytes)> ReadAsync(
        IAsyncStreamReader<AlphabetChunk> chunks, string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        string? kind = null;
        var items = new List<string>();
        long bytes = 0;
        while (await chunks.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            kind ??= chunks.Current.Kind;
            items.AddRange(chunks.Current.Items);
            bytes += chunks.Current.CalculateSize() + Sessions.SessionMeter.MessagePrefixBytes;
            if (items.Count > Row.MaximumLength)
            {
                throw new BadDataException(source, "items", $"more than {Row.MaximumLength}", "1 to 1048576");
            }
        }

        TextUnit unit = kind == AlphabetKind.TextWord.Name() ? TextUnit.Word
            : kind == AlphabetKind.TextChar.Name() ? TextUnit.Character
            : throw new BadDataException(source, "kind", $"'{kind}'", "text-word or text-char");
        return (Alphabet.FromItems(unit, items, source), bytes);
    }
}
