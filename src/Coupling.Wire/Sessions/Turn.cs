using System.Runtime.ExceptionServices;
using Coupling.Lockstep;

namespace Coupling.Wire.Sessions;

/// <summary>One turn of a batch on this side, and what came of it.</summary>
/// <param name="Slot">Of the batch.</param>
/// <param name="Batch">Takes it.</param>
/// <param name="Heard">What the other side said; null where the batch starts.</param>
internal sealed record Turn(uint Slot, BatchRunner Batch, Frame? Heard)
{
    /// <summary>What this side says; null if it waits, or is over.</summary>
    public Frame? Spoken { get; private set; }

    /// <summary>Whether the batch is over after it. The batch itself may be in its next turn by the time somebody asks.</summary>
    public bool IsLast { get; private set; }

    /// <summary>What taking the turn threw.</summary>
    public ExceptionDispatchInfo? Fault { get; private set; }

    public void Take()
    {
        try
        {
            Spoken = Heard is { } frame ? Batch.Deliver(frame) : Batch.Start();
            IsLast = Batch.IsComplete;
        }
#pragma warning disable CA1031 // It is thrown where the turn is settled.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fault = ExceptionDispatchInfo.Capture(fault);
        }
    }
}
