using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>What the other party says is a stranger's: it may end the attempt, never cost more than the cap, nor go on for ever.</summary>
public class BudgetStrangerTests
{
    private static readonly Budget Budget = new(12, 1024);

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task Whatever_a_stranger_says_the_cap_holds_and_it_ends(Role role)
    {
        int refused = 0;
        int completed = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            // Zeros and ones in streaks, so that long numbers occur and steps far on are reached.
            var wire = new StrangersWire(role, seed, likely: (int)(seed % 7));
            try
            {
                await ConverseAsync(role, wire);
                completed++;
            }
            catch (WireProtocolException)
            {
                refused++;
            }

            Assert.InRange(wire.Bits, 1, Budget.Cap(1024));
        }

        // Bob is told dozens of names, and a stranger hardly finds as many that there are.
        Assert.InRange(refused, 20, 300);
        Assert.InRange(completed, role == Role.Alice ? 20 : 0, 280);
    }

    [Fact]
    public async Task The_first_bit_above_the_cap_is_refused()
    {
        // Light rows, other hashes than Bob's, and then a name that never ends.
        var wire = new StrangersWire(Role.Bob, seed: 1, likely: 0);
        WireProtocolException refused = await Assert.ThrowsAsync<WireProtocolException>(() => ConverseAsync(Role.Bob, wire));
        Assert.Contains("1 above the cap", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Budget.Cap(1024), wire.Bits);
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public void One_bit_more_in_any_frame_is_refused(Role listener)
    {
        List<Frame> frames = [];
        Exchange(listener, frame =>
        {
            frames.Add(frame);
            return frame;
        });
        Assert.InRange(frames.Count, 5, 500);
        for (int longer = 0; longer < frames.Count; longer += 1 + (frames.Count / 12))
        {
            int place = 0;
            Assert.Throws<WireProtocolException>(() => Exchange(listener, frame => place++ == longer ? OneBitMore(frame) : frame));
        }
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public async Task A_weight_above_1_is_refused(Role role)
    {
        // All ones: the heaviest item's eighths are as good as any, the code after them is no number.
        WireProtocolException refused = await Assert.ThrowsAsync<WireProtocolException>(() => ConverseAsync(role, new OnesWire()));
        Assert.Contains("16777215", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picked_item_that_there_is_not_is_refused()
    {
        var bob = Budget.Open(Rows.Party(Role.Bob, Rows.Uniform(300)));
        WireProtocolException refused = await Assert.ThrowsAsync<WireProtocolException>(async () =>
            await bob.ConverseAsync(new Unit(new RoundRange(0, 1024), new int[1024], new SettingTally()), new OnesWire()));
        Assert.Contains("no item 511 among 300", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_dart_has_is_refused()
    {
        // Three items take two bits: the last value is none of them. Every block differs, so that Alice has something to name.
        var wire = new StrangersWire(Role.Bob, seed: 3, likely: 1);
        WireProtocolException refused = await Assert.ThrowsAsync<WireProtocolException>(() => ConverseAsync(Role.Bob, wire));
        Assert.Contains("item 3", refused.Message, StringComparison.Ordinal);
    }

    private static async Task ConverseAsync(Role role, IBitWire wire) =>
        await Budget.Open(Rows.Party(role, Rows.Of(0.2, 0.3, 0.5))).ConverseAsync(
            new Unit(new RoundRange(0, 1024), new int[1024], new SettingTally()), wire);

    private static void Exchange(Role listener, Func<Frame, Frame> heard)
    {
        BatchRunner alice = Side(Role.Alice, Rows.Of(0.5, 0.3, 0.2));
        BatchRunner bob = Side(Role.Bob, Rows.Of(0.2, 0.3, 0.5));
        Frame? toBob = alice.Start();
        bob.Start();
        while (toBob is { } question)
        {
            Frame? answer = bob.Deliver(listener == Role.Bob ? heard(question) : question);
            toBob = answer is { } spoken ? alice.Deliver(listener == Role.Alice ? heard(spoken) : spoken) : null;
        }

        Assert.True(alice.IsComplete && bob.IsComplete);
    }

    private static BatchRunner Side(Role role, Row row) =>
        UnitBatch.Create(role, Budget, Budget.Open(Rows.Party(role, row)), new RoundRange(0, 1024), new int[1024]);

    private static Frame OneBitMore(Frame frame)
    {
        var bits = new BitWriter();
        var reader = new BitReader(frame.Bits, frame.BitLength);
        while (reader.Remaining > 0)
        {
            bits.Write(reader.Read(1), 1);
        }

        bits.Write(1, 1);
        return new Frame(bits.ToArray(), bits.Length);
    }

    /// <summary>A sensible first step, then bits of its own: only zeros, only ones, or by a generator.</summary>
    private sealed class StrangersWire(Role to, ulong seed, int likely) : IBitWire
    {
        private readonly SplitMix random = new(seed);

        private readonly Queue<ulong> greeting = new(to == Role.Bob
            ? [3, BudgetSketch.Encode(0.5), BudgetSketch.Encode(0.3), BudgetSketch.Encode(0.2)]
            : [3, BudgetSketch.Encode(0.3), 55]);

        public long Bits { get; private set; }

        public void Send(ulong value, int width) => Bits += width;

        public ValueTask<ulong> ReceiveAsync(int width)
        {
            Bits += width;
            if (greeting.TryDequeue(out ulong said))
            {
                return ValueTask.FromResult(said);
            }

            ulong value = 0;
            for (int bit = 0; bit < width; bit++)
            {
                // likely 0: only zeros; 1: only ones; else ones with probability likely/7.
                bool one = likely > 1 ? random.Next() % 7 < (ulong)likely : likely == 1;
                value = (value << 1) | (one ? 1UL : 0);
            }

            return ValueTask.FromResult(value);
        }
    }

    private sealed class OnesWire : IBitWire
    {
        public void Send(ulong value, int width)
        {
        }

        public ValueTask<ulong> ReceiveAsync(int width) => ValueTask.FromResult((1UL << width) - 1);
    }

    /// <summary>Steele, Lea and Flood's SplitMix64.</summary>
    private sealed class SplitMix(ulong seed)
    {
        private ulong state = seed;

        public ulong Next()
        {
            ulong mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
