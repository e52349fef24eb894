namespace Coupling.Protocols;

/// <summary>A coupling mode: what each party does, written as on paper. Steps are numbered as in docs/protocols/.</summary>
public abstract class Protocol
{
    /// <summary>The mode's name with its parameters, as in `--modes`: it says everything that both parties must agree on.</summary>
    public abstract string Name { get; }

    /// <summary>The named processes of coins that it reads, joined by `+`: a function of what both parties know.</summary>
    /// <param name="roundsPerPair">As in <see cref="PartyContext.RoundsPerPair"/>.</param>
    public abstract string CoinsFor(long roundsPerPair);

    /// <summary>Whether the parties must share a prior (<see cref="PartyContext.Prior"/>).</summary>
    public virtual bool NeedsPrior => false;

    /// <summary>Whether P must stay for the whole run.</summary>
    public virtual bool NeedsOnePair => false;

    /// <summary>
    /// Whose law Bob's sample has: his own, Q, but for a mode that hands him Alice's sample, where it is P. Alice's is always P.
    /// </summary>
    public virtual Role BobFollows => Role.Bob;
}
