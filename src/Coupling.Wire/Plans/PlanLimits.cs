namespace Coupling.Wire.Plans;

/// <summary>The ranges of a public plan's numbers.</summary>
public static class PlanLimits
{
    /// <summary>2⁴⁰.</summary>
    public const ulong MaximumRounds = 1UL << 40;

    /// <summary>2¹⁶: a batch's report is one message.</summary>
    public const uint MaximumBatch = 1 << 16;

    public const uint MaximumInFlight = 1024;

    /// <summary>Of a mode, in seconds.</summary>
    public const double MinimumSeconds = 0.001;

    /// <summary>Eleven days.</summary>
    public const double MaximumSeconds = 1_000_000;

    /// <summary>Slots number the batches of a connection in 32 bits.</summary>
    public const ulong MaximumBatches = uint.MaxValue - 1;
}
