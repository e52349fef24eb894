using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>Pr[a = b] of a round of `repair-grouped:c`, given its setting: docs/theory.md, section 15.</summary>
public sealed class RepairGroupedLaw : ISettingLaw
{
    private readonly double[] p;
    private readonly double[] q;

    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's, as many.</param>
    public RepairGroupedLaw(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        this.p = p.ToArray();
        this.q = q.ToArray();
    }

    /// <inheritdoc/>
    public double Agreement(long setting) => RepairGroupedAgreement.Of(p, q, GroupSetting.Unpack(setting));
}
