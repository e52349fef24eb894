namespace Coupling.Pooling;

/// <summary>
/// Objects of one type that wait to be used again. A thread has two stacks of its own and needs no lock for them; when both are full
/// it hands a whole one on to the others, when both are empty it takes one. What nobody has room for is left to the garbage collector.
/// </summary>
internal static class Spares<T>
    where T : class, ISpare<T>
{
    /// <summary>Objects in a full stack.</summary>
    public const int StackSize = 512;

    /// <summary>Full stacks that may wait for a thread: with them, batches of 2^15 units keep their objects.</summary>
    public const int MostHandedOn = 64;

    private static readonly Lock Gate = new();
    private static readonly T?[] HandedOn = new T?[MostHandedOn];
    private static int handedOn;

    [ThreadStatic]
    private static Own? own;

    /// <summary>An object, or null if there is none to spare.</summary>
    public static T? Take()
    {
        Own mine = own ??= new Own();
        T? top = mine.Top;
        if (top is null)
        {
            top = mine.Full ?? TakeStack();
            mine.Full = null;
            if (top is null)
            {
                return null;
            }

            mine.Count = StackSize;
        }

        mine.Top = top.Next;
        mine.Count--;
        top.Next = null;
        return top;
    }

    /// <summary>An object that nobody uses any more.</summary>
    public static void Add(T spare)
    {
        Own mine = own ??= new Own();
        if (mine.Count == StackSize)
        {
            if (mine.Full is not null)
            {
                HandOn(mine.Full);
            }

            mine.Full = mine.Top;
            mine.Top = null;
            mine.Count = 0;
        }

        spare.Next = mine.Top;
        mine.Top = spare;
        mine.Count++;
    }

    private static T? TakeStack()
    {
        lock (Gate)
        {
            if (handedOn == 0)
            {
                return null;
            }

            T? stack = HandedOn[--handedOn];
            HandedOn[handedOn] = null;
            return stack;
        }
    }

    private static void HandOn(T stack)
    {
        lock (Gate)
        {
            if (handedOn < MostHandedOn)
            {
                HandedOn[handedOn++] = stack;
            }
        }
    }

    private sealed class Own
    {
        public T? Top;
        public int Count;

        /// <summary>A full stack beside it, or null.</summary>
        public T? Full;
    }
}
