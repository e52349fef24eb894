namespace Coupling.Sampling;

/// <summary>Draws one party's samples. A sampler may remember things, but each sample is a pure function of its round.</summary>
public interface ISampler
{
    /// <summary>Fills <paramref name="samples"/>, one item per round of the range.</summary>
    void Sample(RoundRange rounds, Span<int> samples);

    /// <summary>The item of one round.</summary>
    /// <param name="round">0..2^48−1.</param>
    int Sample(long round)
    {
        int sample = 0;
        Sample(new RoundRange(round, 1), new Span<int>(ref sample));
        return sample;
    }
}
