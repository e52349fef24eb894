namespace Coupling.Input;

/// <summary>What the items of a text are.</summary>
public enum TextUnit
{
    /// <summary>Maximal runs of Unicode letters, marks and digits (categories L*, M* and Nd).</summary>
    Word,

    /// <summary>Unicode scalar values, white space and line ends included.</summary>
    Character,
}
