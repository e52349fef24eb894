using Coupling.Pooling;

namespace Coupling.Tests;

public class SpareTests
{
    [Fact]
    public void What_was_added_is_taken_once()
    {
        var own = new OwnSpares(new FullStacks());
        Assert.Null(own.Take());
        HashSet<Spare> all = Fill(own, (5 * OwnSpares.StackSize) + 3);
        var taken = new HashSet<Spare>();
        while (own.Take() is { } spare)
        {
            Assert.Null(spare.Next);
            Assert.True(taken.Add(spare), "It was taken before.");
        }

        Assert.True(all.SetEquals(taken));
    }

    [Fact]
    public void What_one_thread_has_too_many_of_another_takes()
    {
        const int many = 4 * OwnSpares.StackSize;
        var others = new FullStacks();
        Fill(new OwnSpares(others), many);

        // The first one keeps two stacks.
        Assert.Equal(many - (2 * OwnSpares.StackSize), Count(new OwnSpares(others)));
    }

    [Fact]
    public void More_than_are_ever_needed_are_not_kept()
    {
        const int most = (FullStacks.Most + 2) * OwnSpares.StackSize;
        var own = new OwnSpares(new FullStacks());
        Fill(own, most + (3 * OwnSpares.StackSize));
        Assert.Equal(most, Count(own));
    }

    private static HashSet<Spare> Fill(OwnSpares own, int count)
    {
        HashSet<Spare> all = [.. Enumerable.Range(0, count).Select(_ => new Empty())];
        foreach (Spare spare in all)
        {
            own.Add(spare);
        }

        return all;
    }

    private static int Count(OwnSpares own)
    {
        int count = 0;
        while (own.Take() is not null)
        {
            count++;
        }

        return count;
    }

    private sealed class Empty : Spare;
}
