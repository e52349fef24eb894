namespace Coupling.Speculation;

/// <summary>A way of speculative decoding: what drafter and target say to each other in a pass. Steps are numbered as in docs/speculation/.</summary>
public abstract class SpeculativeScheme
{
    /// <summary>The scheme's name with its parameters, as in `--scheme`: it says everything that both parties must agree on.</summary>
    public abstract string Name { get; }

    /// <summary>The named processes of coins that it reads, joined by `+`.</summary>
    public abstract string Coins { get; }

    /// <summary>What law the text has.</summary>
    public abstract Exactness Exactness { get; }

    /// <summary>Whether the text is a function of the target's model, the prompt and the seed alone.</summary>
    public virtual bool IsInvariant => false;

    /// <summary>Whether there is a drafter at all: if not, the target decodes alone and nothing is said.</summary>
    public virtual bool HasDrafter => true;

    /// <summary>Whether both parties must have a cheap model in common (<see cref="SpeculationContext.Prior"/>).</summary>
    public virtual bool NeedsPrior => false;

    /// <summary>
    /// The scheme that the target alone goes on with when the drafter is gone. Its text has the same law; where <see cref="IsInvariant"/>,
    /// it is the same text.
    /// </summary>
    public virtual SpeculativeScheme Alone => new TargetAlone();

    /// <summary>The bits that a draft takes up to the target, where that is a constant and nothing else is said up; else null.</summary>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public virtual double? BitsPerDraft(int alphabetSize) => null;

    /// <summary>A party's side.</summary>
    public abstract ISpeculator Open(SpeculationContext party);
}
