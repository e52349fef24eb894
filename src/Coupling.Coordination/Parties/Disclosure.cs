using Coupling.Distributions;

namespace Coupling.Coordination.Parties;

/// <summary>What a party showed of its input.</summary>
/// <param name="Spec">Its own words for it.</param>
/// <param name="Digest">Of its weights; of a workload, of all rows (docs/results.md).</param>
/// <param name="Rows">How many it has.</param>
/// <param name="Row">Its weights on the run's alphabet; null for a workload, whose rows are read one by one.</param>
internal sealed record Disclosure(string Spec, string Digest, int Rows, Row? Row)
{
    /// <summary>One distribution.</summary>
    public Disclosure(string spec, Row row)
        : this(spec, row.Digest, 1, row)
    {
    }
}
