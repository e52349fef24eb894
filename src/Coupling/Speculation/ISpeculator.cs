using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>One party's side of a text that grows pass by pass. Not for several threads.</summary>
public interface ISpeculator
{
    /// <summary>
    /// Conducts one pass: the drafter proposes, the target answers. Afterwards both models' sessions hold the text with the pass's tokens.
    /// Straight-line code that waits for nothing but the wire; both sides are called with the same arguments.
    /// </summary>
    /// <param name="position">t ≥ 0: tokens of the text so far, without the prompt.</param>
    /// <param name="drafts">How many tokens are drafted, 0..γ; with 0 the pass gives one token of the target's.</param>
    /// <param name="wire">To the other side.</param>
    ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire);
}
