using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Tests;

public class PooledMethodTests
{
    [Fact]
    public async Task A_method_that_never_waits_gives_its_result()
    {
        ValueTask<int> given = SumAsync(Task.FromResult(1), Task.FromResult(2));
        Assert.True(given.IsCompletedSuccessfully);
        Assert.Equal(3, await given);
    }

    [Fact]
    public async Task A_method_that_waits_gives_its_result_on_any_thread()
    {
        for (int time = 0; time < 1000; time++)
        {
            Assert.Equal(time + 1, await SumAsync(YieldedAsync(time), YieldedAsync(1)));
        }
    }

    [Fact]
    public async Task Many_that_wait_at_once_do_not_disturb_each_other()
    {
        const int many = (3 * 512) + 1;
        for (int time = 0; time < 3; time++)
        {
            var source = new TaskCompletionSource<int>();
            ValueTask<int>[] waiting = [.. Enumerable.Range(0, many).Select(number => SumAsync(source.Task, Task.FromResult(number)))];
            source.SetResult(time);
            for (int number = 0; number < many; number++)
            {
                Assert.Equal(time + number, await waiting[number]);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_is_the_callers(bool waits)
    {
        var source = new TaskCompletionSource<int>();
        if (!waits)
        {
            source.SetException(new NotSupportedException("here"));
        }

        ValueTask<int> given = SumAsync(source.Task, Task.FromResult(0));
        Assert.Equal(!waits, given.IsCompleted);
        source.TrySetException(new NotSupportedException("here"));
        Assert.Equal("here", (await Assert.ThrowsAsync<NotSupportedException>(async () => await given)).Message);
    }

    [Fact]
    public async Task A_result_is_taken_once()
    {
        var source = new TaskCompletionSource<int>();
        ValueTask<int> given = SumAsync(source.Task, Task.FromResult(0));
        source.SetResult(5);
        ValueTask<int> kept = given;
        Assert.Equal(5, await given);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept);
    }

    [Fact]
    public async Task A_method_without_a_result_ends()
    {
        var source = new TaskCompletionSource<int>();
        var seen = new List<int>();
        ValueTask ends = AddAsync(source.Task, seen);
        Assert.False(ends.IsCompleted);
        source.SetResult(4);
        await ends;
        await AddAsync(Task.FromResult(5), seen);
        Assert.Equal([4, 5], seen);
    }

    /// <summary>Were the objects of one method another's, or of another result, this would not even run.</summary>
    [Fact]
    public async Task Methods_in_methods_give_their_own_results()
    {
        var source = new TaskCompletionSource<int>();
        ValueTask<string> text = TextAsync(source.Task);
        source.SetResult(3);
        Assert.Equal("3+3=6", await text);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<int> SumAsync(Task<int> first, Task<int> second) =>
        await first.ConfigureAwait(false) + await second.ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<string> TextAsync(Task<int> number)
    {
        int sum = await SumAsync(number, number).ConfigureAwait(false);
        int one = await number.ConfigureAwait(false);
        return $"{one}+{one}={sum}";
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask AddAsync(Task<int> number, List<int> to) => to.Add(await number.ConfigureAwait(false));

    private static async Task<int> YieldedAsync(int value)
    {
        await Task.Yield();
        return value;
    }
}
