using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class RepairScheme
{
    /// <summary>A party's darts of a position, and the first of them.</summary>
    private sealed class PositionDarts
    {
        public PositionDarts(Row row, PublicCoins coins, long position)
        {
            All = DartSearch.Once(row, coins);
            First = All.First(position);
        }

        public DartSearch All { get; }

        public Dart First { get; }
    }

    /// <summary>Bob's darts of the positions of a pass, each looked for when it is first asked for.</summary>
    private sealed class PassDarts(IReadOnlyList<Row> rows, PublicCoins coins, long position)
    {
        private readonly PositionDarts?[] found = new PositionDarts?[rows.Count];

        public PositionDarts At(int i) => found[i] ??= new PositionDarts(rows[i], coins, position + i);

        /// <summary>q of a token.</summary>
        public double Weight(int i, int token) => rows[i][token];
    }
}
