namespace Coupling.Pooling;

/// <summary>
/// One thread's spare objects of one type: two stacks, for which it needs no lock. When both are full it hands one on to the others,
/// when both are empty it takes one.
/// </summary>
internal sealed class OwnSpares(FullStacks others)
{
    /// <summary>Objects in a full stack.</summary>
    public const int StackSize = 512;

    private Spare? top;
    private int count;
    private Spare? full;

    /// <summary>An object, or null if there is none to spare.</summary>
    public Spare? Take()
    {
        Spare? taken = top;
        if (taken is null)
        {
            taken = full ?? others.Take();
            full = null;
            if (taken is null)
            {
                return null;
            }

            count = StackSize;
        }

        top = taken.Next;
        taken.Next = null;
        count--;
        return taken;
    }

    /// <summary>An object that nobody uses any more.</summary>
    public void Add(Spare spare)
    {
        if (count == StackSize)
        {
            if (full is not null)
            {
                others.Add(full);
            }

            full = top;
            top = null;
            count = 0;
        }

        spare.Next = top;
        top = spare;
        count++;
    }
}
