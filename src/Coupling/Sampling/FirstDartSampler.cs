namespace Coupling.Sampling;

/// <summary>Weighted MinHash: the item of the party's first dart.</summary>
public sealed class FirstDartSampler(IDarts darts) : ISampler
{
    /// <inheritdoc/>
    public void Sample(RoundRange rounds, Span<int> samples)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            samples[index] = darts.FirstItem(rounds.First + index);
        }

        darts.ReleaseFirst(rounds);
    }
}
