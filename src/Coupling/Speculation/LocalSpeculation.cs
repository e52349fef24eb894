using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>Drafter and target in one place, frames handed over in memory. The wire is the same; only the distance is missing.</summary>
public static class LocalSpeculation
{
    /// <summary>Grows a text pass by pass. Afterwards both sessions hold it.</summary>
    /// <param name="scheme">What they say to each other.</param>
    /// <param name="alice">The drafter's side; not used by a scheme without a drafter.</param>
    /// <param name="bob">The target's side.</param>
    /// <param name="tokens">How many, at least 1.</param>
    /// <exception cref="WireProtocolException">The parties wait for each other, or one broke the protocol.</exception>
    public static LocalText Run(SpeculativeScheme scheme, SpeculationContext alice, SpeculationContext bob, int tokens)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(alice);
        ArgumentNullException.ThrowIfNull(bob);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ISpeculator target = scheme.Open(bob);
        ISpeculator? drafter = scheme.HasDrafter ? scheme.Open(alice) : null;
        var passes = new List<LocalPass>();
        for (int position = 0; position < tokens;)
        {
            int drafts = drafter is null ? 0 : PassPlan.DraftsAt(tokens - position, bob.Gamma);
            LocalPass pass = Conduct(drafter, target, position, drafts);
            passes.Add(pass);
            position += pass.Pass.Tokens.Count;
        }

        return new LocalText(passes);
    }

    /// <summary>One pass of both sides.</summary>
    /// <param name="drafter">Null if there is none; then nothing may be said.</param>
    /// <param name="target">The target's side.</param>
    /// <param name="position">t: tokens of the text so far.</param>
    /// <param name="drafts">d, 0..γ.</param>
    /// <exception cref="WireProtocolException">The parties wait for each other, one broke the protocol, or they do not end alike.</exception>
    public static LocalPass Conduct(ISpeculator? drafter, ISpeculator target, long position, int drafts)
    {
        ArgumentNullException.ThrowIfNull(target);
        Pass? hers = null;
        Pass? his = null;
        BatchRunner alice = Runner(Role.Alice, drafter, position, drafts, pass => hers = pass);
        BatchRunner bob = Runner(Role.Bob, target, position, drafts, pass => his = pass);
        LocalPair.Exchange(alice, bob);
        if (hers is not null && (hers.Drafted != his!.Drafted || hers.Accepted != his.Accepted || !hers.Tokens.SequenceEqual(his.Tokens)))
        {
            throw new WireProtocolException($"The pass at position {position} did not end alike on both sides.");
        }

        return new LocalPass(his!, alice.SentBits(0), bob.SentBits(0), alice.TurnsSpoken + bob.TurnsSpoken);
    }

    private static BatchRunner Runner(Role role, ISpeculator? side, long position, int drafts, Action<Pass> ended) =>
        new(role, 1, async (_, wire) =>
        {
            if (side is not null)
            {
                ended(await side.ConductAsync(position, drafts, wire).ConfigureAwait(false));
            }
        });
}
