using Coupling.Bits;
using Coupling.Protocols;

namespace Coupling.Lockstep;

/// <summary>
/// Runs one batch, sans I/O: a frame in, a frame out. The caller moves the frames; this class knows when a batch is over
/// and refuses frames that the protocol does not allow. When it is over, the same runner may run another one.
/// </summary>
public sealed class BatchRunner
{
    private readonly Role role;
    private readonly FrameWire wire = new();

    // One of these conducts the units of the present batch; the other one, if there is one, waits for a batch of its kind.
    private Lockstep? lockstep;
    private BatchWire? whole;
    private IUnitBits bits;
    private Func<ValueTask> run;

    private Task running = Task.CompletedTask;
    private bool started;

    /// <summary>Of units that converse each by itself, in <see cref="Lockstep"/>.</summary>
    /// <param name="role">Whose side this is.</param>
    /// <param name="units">How many units the batch has.</param>
    /// <param name="converse">Starts a unit on its wire.</param>
    public BatchRunner(Role role, int units, Func<int, IBitWire, ValueTask> converse)
    {
        this.role = role;
        (bits, run) = Conduct(units, converse);
    }

    /// <summary>Of units that are held in one conversation.</summary>
    /// <param name="role">Whose side this is.</param>
    /// <param name="units">How many units the batch has.</param>
    /// <param name="converse">Starts it on the wire of all of them.</param>
    public BatchRunner(Role role, int units, Func<BatchWire, ValueTask> converse)
    {
        this.role = role;
        (bits, run) = Conduct(units, converse);
    }

    public int Units { get; private set; }

    /// <summary>Whether every unit has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Frames that this side has sent, one per turn in which it spoke.</summary>
    public int TurnsSpoken { get; private set; }

    public long SentBits(int unit) => bits.SentBits(unit);

    public long ReceivedBits(int unit) => bits.ReceivedBits(unit);

    /// <summary>Starts all units. Returns what they say first, or null if they wait for the other side.</summary>
    public Frame? Start()
    {
        if (started)
        {
            throw new InvalidOperationException("A batch starts once.");
        }

        started = true;
        using var inline = NoSynchronizationContext.Enter();
        running = run().AsTask();
        return Settle();
    }

    /// <summary>Reads the other side's turn. Returns this side's, or null if the batch ended with nothing to say.</summary>
    /// <exception cref="WireProtocolException">The frame is out of turn, too long or too short.</exception>
    public Frame? Deliver(Frame frame)
    {
        if (!wire.IsWaiting)
        {
            throw new WireProtocolException("A frame came for a batch that waits for none.");
        }

        using var inline = NoSynchronizationContext.Enter();
        wire.Accept(frame);
        Frame? answer = Settle();
        wire.CheckConsumed();
        if (!IsComplete && answer is null)
        {
            throw new WireProtocolException($"A frame of {frame.BitLength} bits ends before the turn does.");
        }

        return answer;
    }

    /// <summary>Makes the runner as new for another batch of the same side, in the memory of the one that is over.</summary>
    /// <param name="units">How many units the other batch has.</param>
    /// <param name="converse">Starts a unit of it on its wire.</param>
    /// <exception cref="InvalidOperationException">The batch is not over.</exception>
    public void Reset(int units, Func<int, IBitWire, ValueTask> converse)
    {
        CheckOver();
        (bits, run) = Conduct(units, converse);
    }

    /// <summary>The same for units that are held in one conversation.</summary>
    /// <param name="units">How many units the other batch has.</param>
    /// <param name="converse">Starts it on the wire of all of them.</param>
    /// <exception cref="InvalidOperationException">The batch is not over.</exception>
    public void Reset(int units, Func<BatchWire, ValueTask> converse)
    {
        CheckOver();
        (bits, run) = Conduct(units, converse);
    }

    private void CheckOver()
    {
        if (!running.IsCompletedSuccessfully || started != IsComplete)
        {
            throw new InvalidOperationException("A batch that is not over keeps its runner.");
        }
    }

    private (IUnitBits Bits, Func<ValueTask> Run) Conduct(int units, Func<int, IBitWire, ValueTask> converse)
    {
        AsNew(units);
        if (lockstep is null)
        {
            lockstep = new Lockstep(units, converse);
        }
        else
        {
            lockstep.Reset(units, converse);
        }

        return (lockstep, () => lockstep.RunAsync(role, wire));
    }

    private (IUnitBits Bits, Func<ValueTask> Run) Conduct(int units, Func<BatchWire, ValueTask> converse)
    {
        AsNew(units);
        if (whole is null)
        {
            whole = new BatchWire(units, wire);
        }
        else
        {
            whole.Reset(units);
        }

        return (whole, () => converse(whole));
    }

    private void AsNew(int units)
    {
        Units = units;
        started = false;
        IsComplete = false;
        TurnsSpoken = 0;
    }

    private Frame? Settle()
    {
        if (running.IsCompleted && !IsComplete)
        {
            IsComplete = true;
            running.GetAwaiter().GetResult();
        }

        Frame? frame = wire.TakeOutgoing();
        TurnsSpoken += frame is null ? 0 : 1;
        return frame;
    }
}
