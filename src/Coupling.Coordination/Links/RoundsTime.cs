using Coupling.Coordination.Leases;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Links;

/// <summary>How long the rounds phases of a mode took that came to their end, and what was done in them.</summary>
internal sealed class RoundsTime
{
    public long Rounds { get; private set; }

    public double Seconds { get; private set; }

    /// <summary>Frames of both parties.</summary>
    public long Turns { get; private set; }

    public long Batches { get; private set; }

    /// <summary>Time in which Alice could run no batch.</summary>
    public double AliceWaitedSeconds { get; private set; }

    /// <summary>Time in which Bob could run no batch.</summary>
    public double BobWaitedSeconds { get; private set; }

    /// <summary>What the setups before these phases took.</summary>
    public double SetupSeconds { get; private set; }

    /// <summary>Of the last phase, the rounds while as many batches as may be were under way; 0 if they never were.</summary>
    public long SustainedRounds { get; private set; }

    /// <summary>The time of those.</summary>
    public double SustainedSeconds { get; private set; }

    /// <summary>Null if there was no such stretch.</summary>
    public double? SustainedSecondsPerRound => SustainedRounds == 0 ? null : SustainedSeconds / SustainedRounds;

    /// <summary>A phase has ended.</summary>
    /// <param name="setupSeconds">What the setup before it took.</param>
    /// <param name="sustained">The part of it in which the link was in full use.</param>
    /// <param name="seconds">What it took, without the barriers before and after it.</param>
    /// <param name="before">What was committed when it began.</param>
    /// <param name="tally">What is committed now.</param>
    /// <param name="aliceWaited">Her seconds.</param>
    /// <param name="bobWaited">His.</param>
    public void Add(
        double setupSeconds, (long Rounds, double Seconds) sustained, double seconds, (long Rounds, long Turns, long Batches) before, ILeaseTally tally, double aliceWaited, double bobWaited)
    {
        SetupSeconds += setupSeconds;
        (SustainedRounds, SustainedSeconds) = sustained;
        Seconds += seconds;
        Rounds += tally.Rounds - before.Rounds;
        Turns += tally.Turns - before.Turns;
        Batches += tally.Batches - before.Batches;
        AliceWaitedSeconds += aliceWaited;
        BobWaitedSeconds += bobWaited;
    }

    public StoredRoundsTime ToStored() => new()
    {
        Rounds = Rounds,
        Seconds = Seconds,
        Turns = Turns,
        Batches = Batches,
        AliceWaitedSeconds = AliceWaitedSeconds,
        BobWaitedSeconds = BobWaitedSeconds,
        SetupSeconds = SetupSeconds,
        SustainedRounds = SustainedRounds,
        SustainedSeconds = SustainedSeconds,
    };

    /// <summary>Goes on where the store ends; a store of an earlier version has none.</summary>
    public void Restore(StoredRoundsTime? stored)
    {
        Rounds = stored?.Rounds ?? 0;
        Seconds = stored?.Seconds ?? 0;
        Turns = stored?.Turns ?? 0;
        Batches = stored?.Batches ?? 0;
        AliceWaitedSeconds = stored?.AliceWaitedSeconds ?? 0;
        BobWaitedSeconds = stored?.BobWaitedSeconds ?? 0;
        SetupSeconds = stored?.SetupSeconds ?? 0;
        SustainedRounds = stored?.SustainedRounds ?? 0;
        SustainedSeconds = stored?.SustainedSeconds ?? 0;
    }
}
