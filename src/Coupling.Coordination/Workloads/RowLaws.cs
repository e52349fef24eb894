using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Theory;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Workloads;

/// <summary>What theory says of one mode, row by row of a workload. 8 to 24 bytes per row; no row is kept.</summary>
internal sealed class RowLaws
{
    private readonly Protocol protocol;
    private readonly double[]? least;
    private readonly double[]? bits;

    /// <param name="protocol">The mode.</param>
    /// <param name="plan">Says how its units lie in rows.</param>
    /// <param name="rows">How many rows have rounds.</param>
    public RowLaws(Protocol protocol, PublicPlan plan, int rows)
    {
        this.protocol = protocol;
        IsByRound = protocol is not ConversingProtocol { UnitRounds: > 1 };
        HoldsUnits = PlanRows.HoldUnits(plan, protocol);
        if (IsByRound)
        {
            Agreements = new double[rows];
        }
        else
        {
            least = new double[rows];
        }

        bits = HoldsUnits ? new double[rows] : null;
    }

    /// <summary>Whether a unit is one round, so that a row's law is known before the run.</summary>
    public bool IsByRound { get; }

    /// <summary>Whether every unit lies in one row.</summary>
    public bool HoldsUnits { get; }

    /// <summary>
    /// Pr[a = b] of each row. Of a mode whose units have many rounds it is learnt from the settings that it used, when it is over, and null
    /// until then; for ever where its units span rows.
    /// </summary>
    public double[]? Agreements { get; set; }

    /// <summary>Whether the bits are a bound on the expectation.</summary>
    public bool BitsAreAtMost { get; private set; }

    /// <summary>minhash of a row, below which no mode of many rounds is.</summary>
    public double Least(int row) => Agreements?[row] ?? least![row];

    /// <summary>Expected payload bits per round of a row, both directions; null where units span rows.</summary>
    public double? Bits(int row) => bits?[row];

    /// <param name="row">Its number.</param>
    /// <param name="rounds">How many rounds it has, at least 1.</param>
    /// <param name="p">Alice's.</param>
    /// <param name="q">Bob's.</param>
    /// <param name="prior">R; null if there is none.</param>
    public void Learn(int row, long rounds, Row p, Row q, Row? prior)
    {
        if (least is not null)
        {
            least[row] = MinHashAgreement.Of(p.Weights, q.Weights);
        }

        if (bits is not null)
        {
            ModeLaw law = ModeLaw.Of(protocol, p.Weights, q.Weights, rounds, prior is null ? default : prior.Weights);
            bits[row] = law.BitsPerRound.Total;
            BitsAreAtMost |= law.BitsAreAtMost;
            if (IsByRound)
            {
                Agreements![row] = law.Agreement;
            }
        }
    }
}
