using System.Globalization;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `quantised:L` and `top-k:K+L`: the drafter's row is rounded to multiples of 1/L, or its K largest weights are, and shipped by the number of
/// that lattice point; the ratio test decides. docs/speculation/quantised.md, docs/speculation/top-k.md.
/// </summary>
public sealed partial class LatticeScheme : SpeculativeScheme
{
    /// <summary>The largest L, and the largest K.</summary>
    public const int Largest = 4096;

    private readonly int? top;
    private readonly int denominator;

    /// <summary>`quantised:L`.</summary>
    /// <param name="denominator">L, 1..<see cref="Largest"/>.</param>
    public LatticeScheme(int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(denominator, Largest);
        this.denominator = denominator;
    }

    /// <summary>`top-k:K+L`.</summary>
    /// <param name="top">K, 1..<see cref="Largest"/>; of fewer tokens all are taken.</param>
    /// <param name="denominator">L, 1..<see cref="Largest"/>.</param>
    public LatticeScheme(int top, int denominator)
        : this(denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, Largest);
        this.top = top;
    }

    public override string Name => top is { } size
        ? string.Create(CultureInfo.InvariantCulture, $"top-k:{size}+{denominator}")
        : string.Create(CultureInfo.InvariantCulture, $"quantised:{denominator}");

    public override string Coins => PrivateCoins.Name;

    public override Exactness Exactness => Exactness.Exact;

    public override double? BitsPerDraft(int alphabetSize) => RowCode(alphabetSize).Width;

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party, RowCode(party.AlphabetSize)) : new Bob(party, RowCode(party.AlphabetSize));
    }

    /// <summary>How a row is rounded and shipped.</summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public LatticeCode RowCode(int alphabetSize) => new(alphabetSize, top is { } size ? Math.Min(size, alphabetSize) : null, denominator);
}
