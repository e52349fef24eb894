namespace Coupling.Speculation;

/// <summary>What a pass gave, alike on both sides.</summary>
/// <param name="Drafted">Tokens that were drafted.</param>
/// <param name="Accepted">How many of them, from the first on, became text.</param>
/// <param name="Tokens">Those, and one more that the target gave: Accepted + 1 of them.</param>
public sealed record Pass(int Drafted, int Accepted, IReadOnlyList<int> Tokens)
{
    /// <summary>Drafts that were judged: those accepted, and the one after them that was not, if there was one.</summary>
    public int Judged => Math.Min(Accepted + 1, Drafted);
}
