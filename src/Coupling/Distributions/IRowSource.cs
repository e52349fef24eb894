namespace Coupling.Distributions;

/// <summary>A workload: one party's rows by number, wherever they are kept.</summary>
/// <remarks>May be asked by several threads at once.</remarks>
public interface IRowSource
{
    /// <summary>How many rows there are, 1..2^20.</summary>
    int Rows { get; }

    /// <summary>n, 1..2^20; every row has this length.</summary>
    int AlphabetSize { get; }

    /// <summary>A row. Asked again, it may be another instance, of the same bits.</summary>
    /// <param name="index">0..<see cref="Rows"/> − 1.</param>
    /// <exception cref="BadDataException">It cannot be read, or is no longer what it was.</exception>
    Row RowAt(int index);
}
