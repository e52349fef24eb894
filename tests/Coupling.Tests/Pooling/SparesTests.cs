using Coupling.Pooling;

namespace Coupling.Tests;

public class SparesTests
{
    [Fact]
    public void What_was_added_is_taken_once()
    {
        Assert.Null(Spares<Here>.Take());
        Here[] all = [.. Enumerable.Range(0, (5 * Spares<Here>.StackSize) + 3).Select(_ => new Here())];
        foreach (Here spare in all)
        {
            Spares<Here>.Add(spare);
        }

        var taken = new HashSet<Here>();
        while (Spares<Here>.Take() is { } spare)
        {
            Assert.Null(spare.Next);
            Assert.True(taken.Add(spare), "It was taken before.");
        }

        Assert.Equal(all.Length, taken.Count);
    }

    [Fact]
    public void What_one_thread_has_too_many_of_another_takes()
    {
        const int many = 4 * Spares<There>.StackSize;
        int taken = 0;
        Alone(() =>
        {
            for (int spare = 0; spare < many; spare++)
            {
                Spares<There>.Add(new There());
            }
        });
        Alone(() =>
        {
            while (Spares<There>.Take() is not null)
            {
                taken++;
            }
        });

        // The first thread keeps two stacks at most.
        Assert.InRange(taken, many - (2 * Spares<There>.StackSize), many);
    }

    [Fact]
    public void More_than_are_ever_needed_are_not_kept()
    {
        const int most = (Spares<Bounded>.MostHandedOn + 2) * Spares<Bounded>.StackSize;
        for (int spare = 0; spare < most + (3 * Spares<Bounded>.StackSize); spare++)
        {
            Spares<Bounded>.Add(new Bounded());
        }

        int kept = 0;
        while (Spares<Bounded>.Take() is not null)
        {
            kept++;
        }

        Assert.InRange(kept, 1, most);
    }

    private static void Alone(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    private sealed class Here : ISpare<Here>
    {
        public Here? Next { get; set; }
    }

    private sealed class There : ISpare<There>
    {
        public There? Next { get; set; }
    }

    private sealed class Bounded : ISpare<Bounded>
    {
        public Bounded? Next { get; set; }
    }
}
