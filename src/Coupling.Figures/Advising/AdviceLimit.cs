namespace Coupling.Figures.Advising;

/// <summary>What keeps a mode from more rounds per second.</summary>
public enum AdviceLimit
{
    /// <summary>The parties' own computing.</summary>
    Parties,

    /// <summary>The rate of the link: bits.</summary>
    Rate,

    /// <summary>The delay of the link: turns, one after another, with no more batches under way than there were.</summary>
    Turns,
}
