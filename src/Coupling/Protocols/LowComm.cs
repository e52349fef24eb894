using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>
/// `lowcomm:eps`: Alice names a draw of her row rounded to a grid, and its weight; Bob accepts it, or proposes items of his own
/// and asks for their weights. About 2·log₂(n²/ε) bits whatever P and Q are. docs/protocols/lowcomm.md.
/// </summary>
public sealed partial class LowComm : ConversingProtocol
{
    /// <summary>The smallest ε: the sum of a row may be off by as much.</summary>
    public const decimal SmallestEpsilon = 1e-9m;

    public const decimal LargestEpsilon = 0.5m;

    /// <summary>Proposals of a round after which Bob asks for all weights instead: 2^20.</summary>
    public const int DefaultMostProposals = 1 << 20;

    /// <summary>So many decimals of ε that doubling it up to n stays exact.</summary>
    private const int MostDecimals = 22;

    private const ulong Asks = 1;
    private const ulong Ends = 0;

    /// <param name="epsilon">ε, 1e-9..0.5, of at most 22 decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public LowComm(decimal epsilon)
        : this(epsilon, DefaultMostProposals)
    {
    }

    internal LowComm(decimal epsilon, int mostProposals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epsilon, SmallestEpsilon);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epsilon, LargestEpsilon);
        ArgumentOutOfRangeException.ThrowIfNotEqual(decimal.Round(epsilon, MostDecimals), epsilon, nameof(epsilon));
        Epsilon = epsilon;
        MostProposals = mostProposals;
    }

    /// <summary>ε: the agreement is at least 1 − D − ε.</summary>
    public decimal Epsilon { get; }

    /// <summary>Proposals of a round after which Bob asks for all weights instead.</summary>
    public int MostProposals { get; }

    /// <summary>With ε as its digits, the first of them before the point, and a power of ten: `1e-3`, `5e-1`, `9.765625e-4`.</summary>
    public override string Name =>
        string.Create(CultureInfo.InvariantCulture, $"lowcomm:{Epsilon.ToString("0.######################e-0", CultureInfo.InvariantCulture)}");

    public override string CoinsFor(long roundsPerPair) => $"{SharedRace.Coins(roundsPerPair)}+{PrivateCoins.Name}+{PrivateProposalV1.Name}";

    /// <summary>m = ⌈log₂(n/ε)⌉: the steps of the grid are 2⁻ᵐ.</summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public int GridBits(int alphabetSize)
    {
        int bits = 0;
        for (decimal steps = Epsilon; steps < alphabetSize; steps *= 2)
        {
            bits++;
        }

        return bits;
    }

    public override bool IsDivisible => true;

    public override long LargestMessageBits(int alphabetSize) => BitWidth.ToName(alphabetSize) + GridBits(alphabetSize);

    public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);

    /// <summary>The mode of an ε as it is written in a name, or in any other decimal way; null if there is none.</summary>
    internal static LowComm? Parse(string epsilon) =>
        decimal.TryParse(epsilon, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal value)
        && value >= SmallestEpsilon
        && value <= LargestEpsilon
        && decimal.Round(value, MostDecimals) == value
            ? new LowComm(value)
            : null;
}
