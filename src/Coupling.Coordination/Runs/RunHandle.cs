using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>A run that was submitted.</summary>
internal sealed class RunHandle(SubmitRequest request, IReadOnlyList<Protocol> protocols) : IDisposable
{
    private readonly CancellationTokenSource cancel = new();

    public SubmitRequest Request => request;

    public IReadOnlyList<Protocol> Protocols => protocols;

    public RunLog Log { get; } = new();

    /// <summary>result.json in UTF-8, when the run has ended and there is one.</summary>
    public byte[]? Result { get; set; }

    public CancellationToken Cancelled => cancel.Token;

    public void Cancel() => cancel.Cancel();

    public void Dispose() => cancel.Dispose();
}
