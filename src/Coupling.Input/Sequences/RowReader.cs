using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Where the rows of a workload come from. Not for several threads.</summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>Reads all rows in order, and remembers what it takes to find each again. Called once, before any other.</summary>
    /// <exception cref="BadDataException">A row cannot be used.</exception>
    public abstract void ReadAll(Action<Row> take);

    /// <summary>Reads a row again.</summary>
    /// <exception cref="BadDataException">It can no longer be read.</exception>
    public abstract Row Read(int index);

    public abstract void Dispose();
}
