using System.Diagnostics;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>A run that was submitted.</summary>
#pragma warning disable CA1001 // A cancellation source without a timer holds nothing, and Cancel may come after the end.
internal sealed class RunHandle(SubmitRequest request, IReadOnlyList<Protocol> protocols, ActivityContext parent = default)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource cancel = new();

    public SubmitRequest Request => request;

    public IReadOnlyList<Protocol> Protocols => protocols;

    /// <summary>The user's span within which it was submitted; default for none.</summary>
    public ActivityContext Parent => parent;

    public RunLog Log { get; } = new();

    /// <summary>result.json in UTF-8, when the run has ended and there is one.</summary>
    public byte[]? Result { get; set; }

    /// <summary>Whether it ended before its end, so that it may be asked for again.</summary>
    public bool IsUnfinished { get; set; } = true;

    public bool IsOver => Ended.IsCompleted;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public CancellationToken Cancelled => cancel.Token;

    public void Cancel() => cancel.Cancel();

    /// <param name="conduct">Conducts the run to its last event; never throws.</param>
    public void Begin(Func<Task> conduct) => Ended = Task.Run(conduct, CancellationToken.None);
}
