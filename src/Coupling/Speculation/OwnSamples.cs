using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Speculation;

/// <summary>The target's samples with shared coins, which are the text whatever was drafted.</summary>
internal readonly struct OwnSamples(SharedNoise noise, PublicCoins coins, long position)
{
    /// <summary>Accepts the drafts that are his samples, up to the first that is not.</summary>
    /// <param name="drafts">d of them.</param>
    /// <param name="rows">d + 1 rows.</param>
    public Verdict Judge(ReadOnlySpan<int> drafts, IReadOnlyList<Row> rows)
    {
        int accepted = 0;
        int own = noise.Sample(rows[0], coins, position);
        while (accepted < drafts.Length && own == drafts[accepted])
        {
            accepted++;
            own = noise.Sample(rows[accepted], coins, position + accepted);
        }

        return new Verdict(accepted, own);
    }
}
