namespace Coupling.Speculation;

/// <summary>How a text is cut into passes: known to both parties before each.</summary>
public static class PassPlan
{
    /// <summary>How many tokens the next pass drafts: γ, or fewer at the end, since a pass gives one token more than are accepted.</summary>
    /// <param name="remaining">Tokens that the text still lacks, at least 1.</param>
    /// <param name="gamma">γ, at least 0.</param>
    /// <returns>min(γ, remaining − 1).</returns>
    public static int DraftsAt(long remaining, int gamma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(remaining, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        return (int)Math.Min(gamma, remaining - 1);
    }
}
