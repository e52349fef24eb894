namespace Coupling.Sampling;

/// <summary>The rounds First, First+1, …, First+Count−1.</summary>
public readonly record struct RoundRange(long First, int Count)
{
    public long End => First + Count;
}
