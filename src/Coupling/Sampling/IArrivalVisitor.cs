namespace Coupling.Sampling;

/// <summary>Gets the arrivals that <see cref="ArrivalScan"/> finds.</summary>
internal interface IArrivalVisitor
{
    /// <summary>An arrival. Those of one item come in order; items come in any.</summary>
    /// <param name="item">Whose.</param>
    /// <param name="weight">The item's.</param>
    /// <param name="index">Of the item's arrivals, from 0.</param>
    /// <param name="time">The sum of the gaps up to it.</param>
    /// <param name="mark">64 random bits.</param>
    void Visit(int item, double weight, int index, double time, ulong mark);
}
