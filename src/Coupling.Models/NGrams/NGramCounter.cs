namespace Coupling.Models;

/// <summary>Counts the n-grams of a text, for Kneser–Ney.</summary>
internal static class NGramCounter
{
    /// <param name="tokens">At least one, each 0..n−1.</param>
    /// <param name="alphabetSize">n.</param>
    /// <param name="order">The longest n-gram, at least 1.</param>
    /// <returns>Level k − 1 has the k-grams, 1..order. A level is empty where the text is shorter.</returns>
    public static NGramLevel[] Count(ReadOnlySpan<int> tokens, int alphabetSize, int order)
    {
        int[] sorted = SortedPlaces(tokens, alphabetSize, order);
        Growing[] levels = [.. Enumerable.Range(0, order).Select(_ => new Growing())];

        // Of every place, the n-gram that begins there; the longest is not needed.
        int[][] at = [.. Enumerable.Range(0, order - 1).Select(_ => new int[sorted.Length])];
        int previous = -1;
        foreach (int place in sorted)
        {
            int available = Math.Min(order, tokens.Length - place);
            int common = previous < 0 ? 0 : tokens.Slice(place, available).CommonPrefixLength(tokens[previous..]);
            for (int k = common; k < available; k++)
            {
                if (k > 0)
                {
                    levels[k - 1].OpenLast(levels[k].Length);
                }

                levels[k].Add(tokens[place + k], place);
            }

            if (available == order)
            {
                levels[^1].CountLast();
            }

            for (int k = 0; k < Math.Min(available, at.Length); k++)
            {
                at[k][place] = levels[k].Length - 1;
            }

            previous = place;
        }

        for (int k = 0; k + 1 < order; k++)
        {
            levels[k].CountContinuations(levels[k + 1], at[k], tokens.Length - k);
        }

        return [.. levels.Select((level, k) => level.Finish(k + 1 < order ? levels[k + 1].Length : null))];
    }

    // By the tokens from there on, `depth` of them; the end of the text comes before any token. A stable counting sort by the last token, then by the
    // one before it, and so on.
    private static int[] SortedPlaces(ReadOnlySpan<int> tokens, int alphabetSize, int depth)
    {
        int[] places = [.. Enumerable.Range(0, tokens.Length)];
        int[] next = new int[tokens.Length];
        for (int d = depth - 1; d >= 0; d--)
        {
            int[] starts = new int[alphabetSize + 2];
            foreach (int place in places)
            {
                starts[Key(tokens, place + d) + 1]++;
            }

            for (int key = 1; key < starts.Length; key++)
            {
                starts[key] += starts[key - 1];
            }

            foreach (int place in places)
            {
                next[starts[Key(tokens, place + d)]++] = place;
            }

            (places, next) = (next, places);
        }

        return places;
    }

    private static int Key(ReadOnlySpan<int> tokens, int place) => place < tokens.Length ? tokens[place] + 1 : 0;

    private sealed class Growing
    {
        private readonly List<int> tokens = [];
        private readonly List<int> counts = [];
        private readonly List<int> firstPlaces = [];
        private readonly List<int> children = [];

        public int Length => tokens.Count;

        public void Add(int token, int place)
        {
            tokens.Add(token);
            counts.Add(0);
            firstPlaces.Add(place);
        }

        public void CountLast() => counts[^1]++;

        /// <summary>Its children begin here, unless they did before; those without children before it end here.</summary>
        public void OpenLast(int start)
        {
            while (children.Count < tokens.Count)
            {
                children.Add(start);
            }
        }

        /// <param name="longer">The n-grams one token longer: without its first token each is one of these.</param>
        /// <param name="at">Which of these begins at a place.</param>
        /// <param name="places">How many places have one.</param>
        public void CountContinuations(Growing longer, int[] at, int places)
        {
            foreach (int place in longer.firstPlaces)
            {
                counts[at[place + 1]]++;
            }

            if (places > 0)
            {
                counts[at[0]]++;
            }
        }

        public NGramLevel Finish(int? longer)
        {
            if (longer is { } end)
            {
                OpenLast(end);
                children.Add(end);
            }

            return new NGramLevel([.. tokens], [.. counts], [.. children]);
        }
    }
}
