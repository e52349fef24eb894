using Coupling.Protocols;

namespace Coupling.Speculation.Tests;

/// <summary>A scheme with another Bob. It has the real one's name, so that it is asked the same questions.</summary>
public abstract class AlteredScheme(SpeculativeScheme real) : SpeculativeScheme
{
    /// <summary>Bits that name a token.</summary>
    protected static int TokenBits(int alphabetSize) => Bits.BitWidth.ToName(alphabetSize);

    public SpeculativeScheme Real => real;

    public override string Name => real.Name;

    public override string Coins => real.Coins;

    public override Exactness Exactness => real.Exactness;

    public sealed override ISpeculator Open(SpeculationContext party) => party.Role == Role.Alice ? OpenAlice(party) : OpenBob(party);

    protected virtual ISpeculator OpenAlice(SpeculationContext party) => real.Open(party);

    protected abstract ISpeculator OpenBob(SpeculationContext party);
}
