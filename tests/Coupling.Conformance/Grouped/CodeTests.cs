using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Conformance;

/// <summary>What one side codes, the other side hears; the bits are those that theory counts.</summary>
public class CodeTests
{
    private readonly Random random = new(3);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(256)]
    public void Which_children_are_odd(int arity)
    {
        bool[][] all = [.. Enumerable.Range(0, 300).Select(trial => Odd(arity, trial))];
        var said = new FlagCode();
        var heard = new FlagCode();
        Exchange(
            code => Array.ForEach(all, odd => said.EncodeOdd(code, odd)),
            async code =>
            {
                foreach (bool[] odd in all)
                {
                    Assert.Equal(odd, await heard.DecodeOddAsync(code, arity));
                }
            });
    }

    [Fact]
    public void Symbols_with_their_pivots()
    {
        GroupSetting setting = GroupRule.First(6);
        uint[] differences = [.. Enumerable.Range(0, 400).Select(_ => random.Next(3) == 0 ? 0 : (uint)random.Next(64))];
        DetectionGroup[] bob = [.. differences.Select(difference => new DetectionGroup(0, setting) { Difference = difference })];
        DetectionGroup[] alice = [.. differences.Select(_ => new DetectionGroup(0, setting))];
        var said = new FlagCode();
        var heard = new FlagCode();
        for (int search = 0; search < 6; search++)
        {
            Exchange(
                code => Array.ForEach(bob, group => said.EncodeSymbol(code, group, search % 2)),
                async code =>
                {
                    foreach (DetectionGroup group in alice)
                    {
                        await heard.DecodeSymbolAsync(code, group, search % 2);
                    }
                });
            Assert.All(bob.Zip(alice), pair =>
            {
                Assert.Equal((pair.First.IsFlagged, pair.First.OpenBits, pair.First.Searches), (pair.Second.IsFlagged, pair.Second.OpenBits, pair.Second.Searches));
                Assert.Equal(pair.First.IsFlagged ? pair.First.Pivot : 0, pair.First.IsFlagged ? pair.Second.Pivot : 0);
            });
        }

        // Every set bit has been a pivot once, and no other.
        Assert.All(bob, group => Assert.Equal(group.Difference, ~group.OpenBits & 63));
    }

    [Fact]
    public void Names_of_darts()
    {
        Dart[] darts = [.. Enumerable.Range(0, 500).Select(trial => new Dart(
            random.Next(777), trial % 50 == 0 ? (uint)random.Next(64) : (uint)random.Next(2), trial % 60 == 0 ? random.Next(256) : random.Next(2), 0.5, 0.5, 0))];
        var said = new NameCode(777);
        var heard = new NameCode(777);
        Exchange(
            code => Array.ForEach(darts, dart => said.Encode(code, dart)),
            async code =>
            {
                foreach (Dart dart in darts)
                {
                    Assert.Equal((dart.Item, dart.Window, dart.Order), await heard.DecodeAsync(code));
                }
            });
    }

    [Fact]
    public void Counts_and_answers_of_a_pass()
    {
        int[] counts = [.. Enumerable.Range(0, 500).Select(_ => random.Next(7))];
        var said = new CountCode();
        var heard = new CountCode();
        Exchange(
            code => Array.ForEach(counts, count =>
            {
                said.EncodeCount(code, count);
                said.EncodeAnswer(code, count > 4);
            }),
            async code =>
            {
                foreach (int count in counts)
                {
                    Assert.Equal(count % 4, await heard.DecodeCountAsync(code));
                    Assert.Equal(count > 4, await heard.DecodeAnswerAsync(code));
                }
            });
    }

    /// <summary>One turn: whatever is coded is heard to the last bit.</summary>
    private static void Exchange(Action<ArithmeticEncoder> speak, Func<ArithmeticDecoder, Task> hear)
    {
        var alice = new BatchRunner(Role.Alice, 1, (_, wire) =>
        {
            var code = new ArithmeticEncoder();
            speak(code);
            code.SendTo(wire);
            return ValueTask.CompletedTask;
        });
        LocalPair.Exchange(alice, new BatchRunner(Role.Bob, 1, (_, wire) => new ValueTask(hear(new ArithmeticDecoder(wire)))));
    }

    private bool[] Odd(int arity, int trial)
    {
        bool[] odd = new bool[arity];
        int count = trial % 10 == 0 ? arity - 1 : Math.Min(arity - 1, 1 + (2 * random.Next(3)));
        for (int left = count - 1 + (count % 2); left > 0;)
        {
            int child = random.Next(arity);
            left -= odd[child] ? 0 : 1;
            odd[child] = true;
        }

        return odd;
    }
}
