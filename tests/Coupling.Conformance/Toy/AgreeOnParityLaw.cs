using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What theory says of the toy; of a real mode this would stand in Coupling.Theory.</summary>
internal static class AgreeOnParityLaw
{
    public static ModeLaw Law { get; } = new("toy:agree-on-parity", Agreement, (_, _) => new BitLaw(1, 0));

    /// <summary>Parities agree optimally; within an agreed one, both run one race.</summary>
    private static double Agreement(double[] p, double[] q) => new[] { 0, 1 }.Sum(parity =>
    {
        double agreed = Math.Min(RowByParity.Sum(p, parity), RowByParity.Sum(q, parity));
        return agreed == 0 ? 0 : agreed * GumbelAgreement.Of(RowByParity.Within(p, parity), RowByParity.Within(q, parity));
    });
}
