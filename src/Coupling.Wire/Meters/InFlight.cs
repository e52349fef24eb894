namespace Coupling.Wire.Meters;

/// <summary>
/// Counts operations that have begun and not ended; once closed, none may begin and the last one to end completes
/// <see cref="CloseAsync"/>. It lets a meter be read when nothing can move it any more.
/// </summary>
internal sealed class InFlight
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private bool closed;

    /// <summary>False once closed: the operation must not begin.</summary>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            running++;
            return true;
        }
    }

    public void End()
    {
        lock (gate)
        {
            running--;
            CompleteWhenIdle();
        }
    }

    /// <summary>Refuses new operations from now on; completes when those under way have ended.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            CompleteWhenIdle();
            return idle.Task;
        }
    }

    private void CompleteWhenIdle()
    {
        if (closed && running == 0)
        {
            idle.TrySetResult();
        }
    }
}
