namespace Coupling.Figures.Frontiers;

/// <summary>What a bit buys between two neighbouring corners of the hull.</summary>
/// <param name="From">The cheaper mode.</param>
/// <param name="To">The dearer one.</param>
/// <param name="Bits">Payload bits more per round.</param>
/// <param name="Agreement">Agreement more.</param>
public sealed record HullSegment(string From, string To, double Bits, double Agreement)
{
    /// <summary>Agreement per bit.</summary>
    public double PerBit => Agreement / Bits;

    /// <summary>Bits per round that agrees where it did not.</summary>
    public double BitsPerAgreedRound => Bits / Agreement;
}
