using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

/// <summary>How both parties draw with the shared coins of a position, so that rows that are close mostly give the same token.</summary>
internal sealed class SharedNoise
{
    private readonly Func<Row, PublicCoins, long, int> sample;

    private SharedNoise(string name, string coins, Func<Row, PublicCoins, long, int> sample)
    {
        Name = name;
        Coins = coins;
        this.sample = sample;
    }

    /// <summary>The first of the race, as in docs/protocols/gumbel.md.</summary>
    public static SharedNoise Gumbel { get; } = new("gumbel", RaceItemV1.Name, RaceSampler.Once);

    /// <summary>The first dart, as in docs/protocols/minhash.md.</summary>
    public static SharedNoise MinHash { get; } = new(
        "minhash", DartsWindowV1.Name, (row, coins, position) => DartSearch.Once(row, coins).First(position).Item);

    public string Name { get; }

    /// <summary>The named process of coins that it reads.</summary>
    public string Coins { get; }

    /// <summary>The token of a position: of the row's law, and a function of row, seed and position alone.</summary>
    public int Sample(Row row, PublicCoins coins, long position) => sample(row, coins, position);

    /// <summary>The target's samples, which are the text whatever was drafted: accepts the drafts that they equal, up to the first that they do not.</summary>
    /// <param name="drafts">d of them.</param>
    /// <param name="rows">d + 1 rows of his.</param>
    /// <param name="coins">The shared ones.</param>
    /// <param name="position">Of the first draft.</param>
    public Verdict Judge(ReadOnlySpan<int> drafts, IReadOnlyList<Row> rows, PublicCoins coins, long position)
    {
        int accepted = 0;
        int own = Sample(rows[0], coins, position);
        while (accepted < drafts.Length && own == drafts[accepted])
        {
            accepted++;
            own = Sample(rows[accepted], coins, position + accepted);
        }

        return new Verdict(accepted, own);
    }
}
