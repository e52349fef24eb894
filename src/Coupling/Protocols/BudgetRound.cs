namespace Coupling.Protocols;

/// <summary>What happened to a round of `budget:B`.</summary>
public enum BudgetRound
{
    /// <summary>Both parties took the winner of the race.</summary>
    Race = 0,

    /// <summary>In a block, not found; the block's last check showed no difference.</summary>
    Unseen = 1,

    /// <summary>In a block, not found; the block was not checked again after its last find.</summary>
    Unchecked = 2,

    /// <summary>In a block, not found; the block's last check showed a difference that was not looked for.</summary>
    Dropped = 3,

    /// <summary>Found: the two first darts are different ones.</summary>
    Named = 4,
}
