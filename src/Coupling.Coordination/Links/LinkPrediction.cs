using Coupling.Coordination.Ledgers;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Links;

/// <summary>How long a round takes on a shaped link by what was said in it, if neither party took any time of its own.</summary>
internal static class LinkPrediction
{
    /// <summary>
    /// Seconds per round: the most of what each direction's bytes take at its rate, and of what one batch takes by itself, bytes and
    /// turns, over the batches that are under way together. Null where there is nothing to go by.
    /// </summary>
    /// <param name="shaping">The link.</param>
    /// <param name="socketBytes">Of the rounds.</param>
    /// <param name="turns">Frames of both parties.</param>
    /// <param name="batches">That the rounds were cut into.</param>
    /// <param name="inFlight">Batches under way at once, if there are so many.</param>
    /// <param name="rounds">All of them.</param>
    public static double? SecondsPerRound(LinkShaping shaping, Directions socketBytes, long turns, long batches, int inFlight, long rounds)
    {
        if (rounds == 0 || batches == 0)
        {
            return null;
        }

        double up = Serialised(socketBytes.AliceToBob, shaping.Up);
        double down = Serialised(socketBytes.BobToAlice, shaping.Down);
        double delays = turns * (shaping.Up.DelayUs + shaping.Down.DelayUs) / 2e6;
        long together = Math.Min(inFlight, batches);
        return Math.Max(Math.Max(up, down), (up + down + delays) / together) / rounds;
    }

    /// <summary>Seconds.</summary>
    private static double Serialised(long bytes, DirectionShaping direction) => direction.RateBps == 0 ? 0 : bytes * 8.0 / direction.RateBps;
}
