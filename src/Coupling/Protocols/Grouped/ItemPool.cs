using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Items of q-only darts, first in, first out: independent draws of (q−p)₊/D. What is put in, and when one is taken out, never
/// depends on an item; each is used once.
/// </summary>
internal sealed class ItemPool
{
    private readonly Queue<int> items = new();
    private readonly List<Dart> some = [];

    /// <summary>Items in it.</summary>
    public int Count => items.Count;

    public void Add(int item) => items.Enqueue(item);

    /// <summary>Adds the items of Bob's darts before A, in time order. A is Alice's first, so none of them is hers.</summary>
    public void AddBefore(IDarts darts, long round, Dart a)
    {
        for (uint next = 0; next <= a.Window;)
        {
            some.Clear();
            next = darts.Append(round, next, some);
            foreach (Dart dart in some.TakeWhile(dart => dart.IsBefore(a)))
            {
                items.Enqueue(dart.Item);
            }
        }
    }

    /// <summary>The head of the queue. There must be one.</summary>
    public int Take() => items.Dequeue();
}
