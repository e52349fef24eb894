namespace Coupling.Sampling;

/// <summary>Draws one party's samples. A sampler may remember things, but each sample is a pure function of its round.</summary>
public interface ISampler
{
    /// <summary>Fills <paramref name="samples"/>, one item per round of the range.</summary>
    void Sample(RoundRange rounds, Span<int> samples);
}
