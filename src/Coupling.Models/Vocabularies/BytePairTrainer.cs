using System.Runtime.InteropServices;
using System.Text;

namespace Coupling.Models;

/// <summary>
/// Trains byte-pair encoding (Sennrich, Haddow, Birch 2016, over bytes as GPT-2 has it): the pair of neighbours that is most frequent becomes a token,
/// again and again. Counts are kept up to date over the distinct pieces of the text, so a merge costs what it changes.
/// </summary>
internal sealed class BytePairTrainer
{
    /// <summary>The tokens 0..255 are the bytes.</summary>
    public const int Bytes = 256;

    private readonly List<Word> words = [];
    private readonly Dictionary<(int Left, int Right), Pair> pairs = [];
    private readonly PriorityQueue<(int Left, int Right), Rank> queue = new();
    private readonly List<BytePairMerge> merges = [];
    private readonly List<string> tokens = [.. Enumerable.Range(0, Bytes).Select(b => ByteCharacters.Write([(byte)b]))];
    private readonly Dictionary<string, int> ids;

    private BytePairTrainer(string text)
    {
        ids = tokens.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id, StringComparer.Ordinal);
        foreach ((string piece, long count) in Count(text))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(piece);
            words.Add(new Word([.. bytes.Select(b => (int)b)], count));
        }
    }

    /// <summary>Merges until there are <paramref name="size"/> tokens, or nothing is left to merge.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="size">At least 256.</param>
    /// <returns>In order. The most frequent pair comes first; of equally frequent ones that with the lower left token, then the lower right one.</returns>
    public static IReadOnlyList<BytePairMerge> Train(string text, int size)
    {
        var trainer = new BytePairTrainer(text);
        trainer.CountPairs();
        while (trainer.tokens.Count < size && trainer.TakeMostFrequent() is { } pair)
        {
            trainer.Merge(pair);
        }

        return trainer.merges;
    }

    private static Dictionary<string, long> Count(string text)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var match in BytePairSplit.Regex().EnumerateMatches(text))
        {
            ref long count = ref CollectionsMarshal.GetValueRefOrAddDefault(bySpan, text.AsSpan(match.Index, match.Length), out _);
            count++;
        }

        return counts;
    }

    private void CountPairs()
    {
        for (int word = 0; word < words.Count; word++)
        {
            Word at = words[word];
            for (int i = 1; i < at.Length; i++)
            {
                Pair pair = PairOf(at.Symbols[i - 1], at.Symbols[i]);
                pair.Count += at.Count;
                pair.Note(word);
            }
        }

        foreach (((int left, int right), Pair pair) in pairs)
        {
            queue.Enqueue((left, right), new Rank(pair.Count, left, right));
        }
    }

    // Ranks in the queue may be out of date: of pairs whose count fell since. Those whose count rose have been queued again.
    private (int Left, int Right)? TakeMostFrequent()
    {
        while (queue.TryDequeue(out (int Left, int Right) key, out Rank rank))
        {
            long count = pairs.TryGetValue(key, out Pair? pair) ? pair.Count : 0;
            if (count == rank.Count)
            {
                return key;
            }

            if (count > 0 && count < rank.Count)
            {
                queue.Enqueue(key, rank with { Count = count });
            }
        }

        return null;
    }

    private void Merge((int Left, int Right) key)
    {
        string joined = tokens[key.Left] + tokens[key.Right];
        if (!ids.TryGetValue(joined, out int token))
        {
            token = tokens.Count;
            tokens.Add(joined);
            ids.Add(joined, token);
        }

        merges.Add(new BytePairMerge(key.Left, key.Right, token));
        var risen = new HashSet<(int Left, int Right)>();
        foreach (int word in pairs[key].Words)
        {
            MergeIn(word, key, token, risen);
        }

        pairs.Remove(key);
        foreach ((int left, int right) in risen)
        {
            // A run such as "aaaa" can make a pair and unmake it again within one word.
            if (pairs.TryGetValue((left, right), out Pair? pair) && pair.Count > 0)
            {
                queue.Enqueue((left, right), new Rank(pair.Count, left, right));
            }
        }
    }

    private void MergeIn(int word, (int Left, int Right) key, int token, HashSet<(int Left, int Right)> risen)
    {
        Word at = words[word];
        Span<int> symbols = at.Symbols;
        int end = 0;
        for (int i = 0; i < at.Length;)
        {
            if (i + 1 >= at.Length || symbols[i] != key.Left || symbols[i + 1] != key.Right)
            {
                symbols[end++] = symbols[i++];
                continue;
            }

            Change(key.Left, key.Right, -at.Count);
            if (end > 0)
            {
                Change(symbols[end - 1], key.Left, -at.Count);
                Rise(symbols[end - 1], token, word, at.Count, risen);
            }

            if (i + 2 < at.Length)
            {
                Change(key.Right, symbols[i + 2], -at.Count);
                Rise(token, symbols[i + 2], word, at.Count, risen);
            }

            symbols[end++] = token;
            i += 2;
        }

        at.Length = end;
    }

    private void Change(int left, int right, long by) => pairs[(left, right)].Count += by;

    private void Rise(int left, int right, int word, long by, HashSet<(int Left, int Right)> risen)
    {
        Pair pair = PairOf(left, right);
        pair.Count += by;
        pair.Note(word);
        risen.Add((left, right));
    }

    private Pair PairOf(int left, int right)
    {
        ref Pair? pair = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, (left, right), out _);
        return pair ??= new Pair();
    }

    /// <summary>A distinct piece of the text.</summary>
    private sealed class Word(int[] symbols, long count)
    {
        public int[] Symbols { get; } = symbols;

        public int Length { get; set; } = symbols.Length;

        public long Count { get; } = count;
    }

    private sealed class Pair
    {
        public long Count { get; set; }

        /// <summary>Where it may occur: those where it once did.</summary>
        public List<int> Words { get; } = [];

        public void Note(int word)
        {
            if (Words.Count == 0 || Words[^1] != word)
            {
                Words.Add(word);
            }
        }
    }

    private readonly record struct Rank(long Count, int Left, int Right) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            int order = other.Count.CompareTo(Count);
            order = order != 0 ? order : Left.CompareTo(other.Left);
            return order != 0 ? order : Right.CompareTo(other.Right);
        }
    }
}
