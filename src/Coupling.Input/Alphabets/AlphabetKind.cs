namespace Coupling.Input;

/// <summary>What the items of an alphabet are.</summary>
public enum AlphabetKind
{
    /// <summary>The numbers 0..n−1.</summary>
    Index,

    /// <summary>Words, as <see cref="TextUnit.Word"/>.</summary>
    TextWord,

    /// <summary>Unicode scalar values, as <see cref="TextUnit.Character"/>.</summary>
    TextChar,
}
