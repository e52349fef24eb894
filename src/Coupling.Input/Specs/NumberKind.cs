namespace Coupling.Input;

/// <summary>What the numbers of a file are.</summary>
public enum NumberKind
{
    /// <summary>Weights that sum to 1, used as they are.</summary>
    Weights,

    /// <summary><c>?normalize</c>: counts or other masses, to be divided by their sum.</summary>
    Masses,

    /// <summary><c>?logits</c>: logarithms of weights up to a constant, for the softmax.</summary>
    Logits,
}
