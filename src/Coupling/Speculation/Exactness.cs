namespace Coupling.Speculation;

/// <summary>What law the text of a scheme has.</summary>
/// <param name="IsExact">Whether it is the target's law, as the target's model gives it.</param>
/// <param name="Text">In words; where it is not exact, with a bound on the loss.</param>
public sealed record Exactness(bool IsExact, string Text)
{
    /// <summary>The target's law.</summary>
    public static Exactness Exact { get; } = new(true, "the target's law");
}
