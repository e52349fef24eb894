namespace Coupling.Coordination.Runs;

/// <summary>How many rounds a batch has and how many batches are under way. Neither ever changes a result.</summary>
internal static class BatchSize
{
    /// <summary>Rounds times items of a batch: it must get somewhere within the progress deadlines.</summary>
    private const long MostItems = 1L << 28;

    /// <summary>Rounds under way at once, unless the user says otherwise.</summary>
    private const int RoundsInFlight = 65536;
    private const int LeastInFlight = 4;
    private const int MostInFlight = 1024;

    public static uint Rounds(uint asked, int alphabetSize) => (uint)Math.Clamp(MostItems / alphabetSize, 1, asked);

    public static uint InFlight(uint asked, uint batchRounds) =>
        asked > 0 ? asked : (uint)Math.Clamp(RoundsInFlight / (int)batchRounds, LeastInFlight, MostInFlight);
}
