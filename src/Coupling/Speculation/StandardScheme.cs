using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `standard`, `standard+float32`: the drafter's row is shipped in full, and the ratio test decides. docs/speculation/standard.md.
/// </summary>
public sealed partial class StandardScheme : SpeculativeScheme
{
    /// <param name="format">How a row is shipped.</param>
    public StandardScheme(WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        Format = format;
    }

    /// <summary>How a row is shipped.</summary>
    public WeightFormat Format { get; }

    public override string Name => Format == WeightFormat.Binary16 ? "standard" : $"standard+{Format.Name}";

    public override string Coins => $"{RaceItemV1.Name}+{PrivateCoins.Name}";

    public override Exactness Exactness => Exactness.Exact;

    public override double? BitsPerDraft(int alphabetSize) => (double)Format.Width * alphabetSize;

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party, Format) : new Bob(party, Format);
    }
}
