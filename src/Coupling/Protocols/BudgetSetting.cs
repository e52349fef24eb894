using System.Globalization;

namespace Coupling.Protocols;

/// <summary>
/// Under which public circumstances rounds of `budget:B` were conducted: what the numbers in its <see cref="SettingTally"/> mean. Given
/// them, theory says how often such rounds agree.
/// </summary>
/// <param name="Kind">What happened to the round.</param>
/// <param name="LogSize">For a round in a block: the block has 2^LogSize rounds, 0..8. Else 0.</param>
/// <param name="HashBits">For a round in a block: c, 4..12. Else 0.</param>
/// <param name="Count">For a round in a block: finds in it, 0..4. For a named one: how many were named together, at least 1. Else 0.</param>
public readonly record struct BudgetSetting(BudgetRound Kind, int LogSize, int HashBits, int Count)
{
    /// <summary>A round conducted by the race.</summary>
    public static BudgetSetting Race { get; } = new(BudgetRound.Race, 0, 0, 0);

    /// <summary>Found rounds that were named together.</summary>
    /// <param name="count">How many, at least 1; a found round that is never named counts as one named alone.</param>
    public static BudgetSetting Named(int count) => new(BudgetRound.Named, 0, 0, count);

    /// <summary>The setting as one number, at least 0.</summary>
    public long Packed => (long)Kind | ((long)LogSize << 4) | ((long)HashBits << 8) | ((long)Count << 16);

    /// <summary>The setting of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No setting has it.</exception>
    public static BudgetSetting Unpack(long packed)
    {
        var setting = new BudgetSetting((BudgetRound)(packed & 15), (int)((packed >> 4) & 15), (int)((packed >> 8) & 255), (int)(packed >> 16));
        if (packed < 0 || packed >> 48 != 0 || !setting.IsPossible)
        {
            throw new ArgumentOutOfRangeException(nameof(packed), packed, "No setting of budget:B has this number.");
        }

        return setting;
    }

    /// <summary>In words, for results.</summary>
    public override string ToString() => Kind switch
    {
        BudgetRound.Race => "race",
        BudgetRound.Named => string.Create(CultureInfo.InvariantCulture, $"{Count} named together"),
        _ => string.Create(CultureInfo.InvariantCulture, $"not found, block of {1 << LogSize}, c = {HashBits}, {Count} found, {Ending}"),
    };

    private string Ending => Kind switch
    {
        BudgetRound.Unseen => "no difference seen",
        BudgetRound.Unchecked => "not checked again",
        _ => "difference not looked for",
    };

    private bool IsPossible => Kind switch
    {
        BudgetRound.Race => this == Race,
        BudgetRound.Named => this == Named(Count) && Count is >= 1 and <= Budget.LargestUnitRounds,
        BudgetRound.Unseen or BudgetRound.Unchecked or BudgetRound.Dropped =>
            LogSize <= DetectionWave.LargestLogSize
            && HashBits is >= DetectionWave.LeastHashBits and <= DetectionWave.LargestHashBits
            && Count <= DetectionWave.MostFinds
            && Count < 1 << LogSize
            && (Kind != BudgetRound.Unchecked || Count >= 1),
        _ => false,
    };
}
