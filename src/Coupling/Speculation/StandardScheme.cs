using System.Globalization;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Lockstep;
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

    /// <exception cref="BadDataException">The rows of a pass are too much for one turn.</exception>
    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        long bits = (long)Format.Width * party.AlphabetSize * party.Gamma;
        if (bits > BatchLimits.LargestInFlightBits)
        {
            throw new BadDataException(
                Name, "bits of a pass", string.Create(CultureInfo.InvariantCulture, $"{bits}"), string.Create(CultureInfo.InvariantCulture, $"up to {BatchLimits.LargestInFlightBits}: fewer drafts per pass"));
        }

        return party.Role == Role.Alice ? new Alice(party, Format) : new Bob(party, Format);
    }
}
