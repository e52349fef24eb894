namespace Coupling.Pooling;

/// <summary>Whole stacks of spare objects of one type, which threads hand on to each other. What there is no room for is left to the garbage collector.</summary>
internal sealed class FullStacks
{
    /// <summary>With these, 2^17 units under way keep their objects.</summary>
    public const int Most = 256;

    private readonly Lock gate = new();
    private readonly Stack<Spare> stacks = new();

    /// <summary>A stack of <see cref="OwnSpares.StackSize"/>, or null.</summary>
    public Spare? Take()
    {
        lock (gate)
        {
            return stacks.TryPop(out Spare? stack) ? stack : null;
        }
    }

    /// <param name="stack">Its uppermost object; <see cref="OwnSpares.StackSize"/> of them.</param>
    public void Add(Spare stack)
    {
        lock (gate)
        {
            if (stacks.Count < Most)
            {
                stacks.Push(stack);
            }
        }
    }
}
