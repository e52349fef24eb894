using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Coupling.Pooling;

namespace Coupling.Tests;

public class PooledMethodTests
{
    [Fact]
    public async Task A_method_that_never_waits_gives_its_result()
    {
        ValueTask<int> given = SumAsync(new Later(1), new Later(2));
        Assert.True(given.IsCompletedSuccessfully);
        Assert.Equal(3, await given);
    }

    [Fact]
    public async Task A_method_that_waits_twice_gives_its_result()
    {
        var first = new Later();
        var second = new Later();
        ValueTask<int> given = SumAsync(first, second);
        first.Set(1);
        Assert.False(given.IsCompleted);
        second.Set(2);
        Assert.True(given.IsCompletedSuccessfully);
        Assert.Equal(3, await given);
    }

    [Fact]
    public async Task Many_that_wait_at_once_do_not_disturb_each_other()
    {
        const int many = (3 * OwnSpares.StackSize) + 1;
        for (int time = 0; time < 3; time++)
        {
            Later[] firsts = [.. Enumerable.Range(0, many).Select(_ => new Later())];
            ValueTask<int>[] waiting = [.. firsts.Select((first, number) => SumAsync(first, new Later(number)))];
            for (int number = many - 1; number >= 0; number--)
            {
                firsts[number].Set(time);
            }

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
        var source = new Later();
        if (!waits)
        {
            source.Fail(new NotSupportedException("here"));
        }

        ValueTask<int> given = SumAsync(source, new Later(0));
        Assert.Equal(!waits, given.IsCompleted);
        if (waits)
        {
            source.Fail(new NotSupportedException("here"));
        }

        Assert.True(given.IsFaulted);
        Assert.Equal("here", (await Assert.ThrowsAsync<NotSupportedException>(async () => await given)).Message);
    }

    [Fact]
    public void A_method_that_is_given_up_is_cancelled()
    {
        var source = new Later();
        ValueTask<int> given = SumAsync(source, new Later(0));
        source.Fail(new OperationCanceledException());
        Assert.True(given.IsCanceled);
    }

    [Fact]
    public async Task A_result_is_taken_once()
    {
        var source = new Later();
        ValueTask<int> given = SumAsync(source, new Later(0));
        source.Set(5);
        ValueTask<int> kept = given;
        Assert.Equal(5, await given);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept);
    }

    [Fact]
    public void A_result_is_awaited_by_one()
    {
        var source = new Later();
        ValueTask<int> first = source.Task;
        ValueTask<int> second = source.Task;
        first.GetAwaiter().OnCompleted(() => { });
        Assert.Throws<InvalidOperationException>(() => second.GetAwaiter().OnCompleted(() => { }));
    }

    [Fact]
    public void A_result_is_not_taken_before_it_is_there()
    {
        var source = new Later();
        Assert.Throws<InvalidOperationException>(() => source.GetResult(0));
        source.Set(1);
        Assert.Equal(1, source.GetResult(0));
        Assert.Throws<InvalidOperationException>(() => source.Set(2));
    }

    [Fact]
    public async Task A_method_without_a_result_ends()
    {
        var source = new Later();
        var seen = new List<int>();
        ValueTask ends = AddAsync(source, seen);
        Assert.False(ends.IsCompleted);
        source.Set(4);
        await ends;
        await AddAsync(new Later(5), seen);
        Assert.Equal([4, 5], seen);
    }

    [Fact]
    public async Task Methods_in_methods_give_their_own_results()
    {
        var source = new Later();
        ValueTask<string> text = TextAsync(source);
        Assert.False(text.IsCompleted);
        source.Set(3);
        Assert.Equal("3+1=4", await text);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<int> SumAsync(Later first, Later second) =>
        await first.Task.ConfigureAwait(false) + await second.Task.ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<string> TextAsync(Later number)
    {
        int sum = await SumAsync(number, new Later(1)).ConfigureAwait(false);
        return $"{sum - 1}+1={sum}";
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private static async ValueTask AddAsync(Later number, List<int> to) => to.Add(await number.Task.ConfigureAwait(false));

    /// <summary>A number that is there at once, or later in the same thread.</summary>
    private sealed class Later : IValueTaskSource<int>
    {
        private Awaited<int> number;

        public Later()
        {
        }

        public Later(int number) => Set(number);

        public ValueTask<int> Task => new(this, number.Version);

        public void Set(int value) => number.SetResult(value);

        public void Fail(Exception fault) => number.SetException(fault);

        public int GetResult(short token) => number.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => number.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            number.OnCompleted(continuation, state, token);
    }
}
