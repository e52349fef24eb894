using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>Moves frames between two sides, like <see cref="LocalPair.Exchange"/>, and keeps them.</summary>
internal static class Recording
{
    public static List<(Role Speaker, Frame Frame)> Of(BatchRunner alice, BatchRunner bob)
    {
        var frames = new List<(Role Speaker, Frame Frame)>();
        Frame? fromAlice = alice.Start();
        Frame? fromBob = bob.Start();
        Assert.False(fromAlice is not null && fromBob is not null, "Both sides open.");
        while (fromAlice is not null || fromBob is not null)
        {
            if (fromAlice is { } said)
            {
                frames.Add((Role.Alice, said.Copy()));
                fromAlice = null;
                fromBob = bob.Deliver(said);
            }
            else
            {
                Frame answer = fromBob!.Value;
                frames.Add((Role.Bob, answer.Copy()));
                fromBob = null;
                fromAlice = alice.Deliver(answer);
            }
        }

        Assert.True(alice.IsComplete && bob.IsComplete, "A side has not ended.");
        return frames;
    }
}
