using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Cli.Benching.Limits;

/// <summary>The other end of a <see cref="LoopbackWire"/>: answers bundles of small frames with themselves, counts others in silence, and says a last word.</summary>
internal sealed class LoopbackService : Wire.V1.Wire.WireBase
{
    public override async Task Converse(IAsyncStreamReader<Bundle> requestStream, IServerStreamWriter<Bundle> responseStream, ServerCallContext context)
    {
        await foreach (Bundle bundle in requestStream.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            if (bundle.Slots.Count > 0)
            {
                await responseStream.WriteAsync(bundle, context.CancellationToken).ConfigureAwait(false);
            }
        }

        await responseStream.WriteAsync(new Bundle(), context.CancellationToken).ConfigureAwait(false);
    }
}
