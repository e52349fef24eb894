using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `scalar`: a draft comes with its probability alone; where it is rejected the target sends its row, and the drafter draws from the
/// residual. docs/speculation/scalar.md.
/// </summary>
public sealed partial class ScalarScheme : SpeculativeScheme
{
    private const int ScalarBits = 32;

    public override string Name => "scalar";

    public override string Coins => PrivateCoins.Name;

    public override Exactness Exactness { get; } = new(
        IsExact: false,
        "the law of the target's rows rounded to float32: per token within 3.0e-8 of the target's in total variation");

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party) : new Bob(party);
    }

    /// <summary>p̃: the smallest binary32 that is not below <paramref name="weight"/>.</summary>
    /// <param name="weight">A weight of a row.</param>
    public static float RoundedUp(double weight)
    {
        float nearest = (float)weight;
        return nearest < weight ? MathF.BitIncrement(nearest) : nearest;
    }

    /// <summary>Q′: the row of the target's as both parties have it once it is shipped.</summary>
    public static Row Rounded(Row row) => ShippedRow.Of(row, WeightFormat.Binary32);
}
