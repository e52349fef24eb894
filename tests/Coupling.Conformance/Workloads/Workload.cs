using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Conformance;

/// <summary>Five pairs over one alphabet, 200 rounds each: a row changes in the middle of most batches.</summary>
internal static class Workload
{
    public const int RoundsPerRow = 200;

    private const int Items = 12;

    public static IReadOnlyList<TestPair> Pairs { get; } =
        [.. new[] { "three items", "two subsets", "an atom and all", "zeros", "disjoint" }.Select(name => Padded(TestPairs.Named(name)))];

    public static int Rounds => Pairs.Count * RoundsPerRow;

    /// <summary>A party that holds its side of all pairs.</summary>
    /// <param name="role">Whose side.</param>
    /// <param name="seed">Of the coins.</param>
    /// <param name="readAgain">Whether each asking reads the row anew, as a cache that is too small would have it.</param>
    public static PartyContext Party(Role role, ulong seed, bool readAgain = false) =>
        new(role, new SequenceRows(new Source(role, readAgain), RoundsPerRow), seed);

    private static TestPair Padded(TestPair pair) =>
        new(pair.Name, [.. pair.P, .. new double[Items - pair.P.Length]], [.. pair.Q, .. new double[Items - pair.Q.Length]]);

    private sealed class Source(Role role, bool readAgain) : IRowSource
    {
        private readonly Row[] rows = [.. Pairs.Select(pair => Of(pair, role))];

        public int Rows => rows.Length;

        public int AlphabetSize => Items;

        public Row RowAt(int index) => readAgain ? Of(Pairs[index], role) : rows[index];

        private static Row Of(TestPair pair, Role role) => Row.FromWeights([.. pair.Weights(role)], pair.Name);
    }
}
