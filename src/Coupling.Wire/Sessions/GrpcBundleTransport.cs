using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Wire.Sessions;

/// <summary>The two streams of a Converse call, at either end of it.</summary>
public sealed class GrpcBundleTransport(IAsyncStreamReader<Bundle> reader, IAsyncStreamWriter<Bundle> writer)
    : IBundleTransport
{
    public Task SendAsync(Bundle bundle, CancellationToken cancellationToken) => writer.WriteAsync(bundle, cancellationToken);

    public async Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken) =>
        await reader.MoveNext(cancellationToken).ConfigureAwait(false) ? reader.Current : null;
}
