using Coupling.Bits;
using Coupling.Lockstep;

namespace Coupling.Tests;

/// <summary>
/// A planted bug: a lockstep without the rule that a unit which has spoken gets its next bits from a later turn. As long as
/// bits are left in the frame, it hands them to the unit that it is at.
/// </summary>
internal sealed class GreedyLockstep(int units, Func<int, IBitWire, ValueTask> converse)
{
    private readonly List<Unit> live = [];
    private readonly BitWriter turn = new();

    public Frame? Start()
    {
        for (int index = 0; index < units; index++)
        {
            var unit = new Unit(turn);
            live.Add(unit);
            unit.Conversation = converse(index, unit).AsTask();
        }

        return TakeTurn();
    }

    public Frame? Deliver(Frame frame)
    {
        var reader = new BitReader(frame.Bits, frame.BitLength);
        foreach (Unit unit in live)
        {
            while (unit.Awaited is { } waiting && reader.Remaining >= waiting.Width)
            {
                unit.Awaited = null;
                waiting.Source.SetResult(reader.Read(waiting.Width));
            }
        }

        Assert.Equal(0, reader.Remaining);
        return TakeTurn();
    }

    public bool IsComplete => live.Count == 0;

    private Frame? TakeTurn()
    {
        live.RemoveAll(unit => unit.Conversation.IsCompletedSuccessfully);
        Frame? frame = turn.Length == 0 ? null : new Frame(turn.ToArray(), turn.Length);
        turn.Clear();
        return frame;
    }

    private sealed class Unit(BitWriter turn) : IBitWire
    {
        public Task Conversation { get; set; } = Task.CompletedTask;

        public (TaskCompletionSource<ulong> Source, int Width)? Awaited { get; set; }

        public void Send(ulong value, int width) => turn.Write(value, width);

        public ValueTask<ulong> ReceiveAsync(int width)
        {
            var source = new TaskCompletionSource<ulong>();
            Awaited = (source, width);
            return new ValueTask<ulong>(source.Task);
        }
    }
}
