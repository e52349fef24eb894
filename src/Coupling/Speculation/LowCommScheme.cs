using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `lowcomm:eps`: a draft comes with its weight on a grid; where it is rejected the target proposes tokens of his own, in groups, and asks
/// for their weights. docs/speculation/lowcomm.md.
/// </summary>
public sealed partial class LowCommScheme : SpeculativeScheme
{
    private const int DefaultFirstGroup = 8;
    private const ulong Asks = 1;
    private const ulong Ends = 0;

    private readonly LowComm mode;
    private readonly int firstGroup;

    /// <param name="epsilon">ε, 1e-9..0.5, of at most 22 decimals: the acceptance is at least 1 − TV(P, Q) − ε/4.</param>
    public LowCommScheme(decimal epsilon)
        : this(new LowComm(epsilon), DefaultFirstGroup)
    {
    }

    internal LowCommScheme(LowComm mode, int firstGroup)
    {
        this.mode = mode;
        this.firstGroup = firstGroup;
    }

    /// <summary>ε.</summary>
    public decimal Epsilon => mode.Epsilon;

    public override string Name => mode.Name;

    public override string Coins => $"{PrivateCoins.Name}+{PrivateProposalV1.Name}";

    public override Exactness Exactness => Exactness.Exact;

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);
    }

    /// <summary>m = ⌈log₂(n/ε)⌉: the steps of the grid are 2⁻ᵐ.</summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public int GridBits(int alphabetSize) => mode.GridBits(alphabetSize);

    /// <summary>How many proposals group j = 0, 1, … has: 8·2^j; or null where that is not below n − 1, and all weights are asked for instead.</summary>
    private int? GroupSize(int group, int alphabetSize)
    {
        long size = (long)firstGroup << group;
        return size < alphabetSize - 1 ? (int)size : null;
    }
}
