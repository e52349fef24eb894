namespace Coupling.Distributions;

/// <summary>One party's rows, one for every round. One row held for the whole run is the common case.</summary>
public interface IRows
{
    /// <summary>n, the size of the public alphabet; every row has this length.</summary>
    int AlphabetSize { get; }

    /// <summary>Whether every round has the same row.</summary>
    bool IsConstant { get; }

    /// <summary>
    /// The row of a round. Rounds that share a row get the same instance, or, where a row was read again in between, one of the
    /// same bits.
    /// </summary>
    Row RowAt(long round);
}
