namespace Coupling.Speculation;

/// <summary>A text that <see cref="LocalSpeculation"/> grew.</summary>
/// <param name="Passes">In order.</param>
public sealed record LocalText(IReadOnlyList<LocalPass> Passes)
{
    /// <summary>The text, without the prompt.</summary>
    public IReadOnlyList<int> Tokens { get; } = [.. Passes.SelectMany(pass => pass.Pass.Tokens)];

    /// <summary>Tokens that were drafted.</summary>
    public long Drafted => Passes.Sum(pass => (long)pass.Pass.Drafted);

    /// <summary>Drafts that were judged.</summary>
    public long Judged => Passes.Sum(pass => (long)pass.Pass.Judged);

    /// <summary>Drafts that became text.</summary>
    public long Accepted => Passes.Sum(pass => (long)pass.Pass.Accepted);

    /// <summary>The share of judged drafts that were accepted; NaN if none was judged.</summary>
    public double Acceptance => (double)Accepted / Judged;

    /// <summary>Tokens per pass.</summary>
    public double BlockEfficiency => (double)Tokens.Count / Passes.Count;

    /// <summary>Payload bits from drafter to target.</summary>
    public long BitsUp => Passes.Sum(pass => pass.BitsUp);

    /// <summary>Payload bits from target to drafter.</summary>
    public long BitsDown => Passes.Sum(pass => pass.BitsDown);
}
