using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Wire.Tests.Meters;

/// <summary>Answers every bundle with itself, until Alice completes her stream.</summary>
internal sealed class EchoService(WireHost host) : V1.Wire.WireBase
{
    public override async Task Converse(
        IAsyncStreamReader<Bundle> requestStream,
        IServerStreamWriter<Bundle> responseStream,
        ServerCallContext context)
    {
        MeteredConnection? connection = context.GetHttpContext().Features.Get<MeteredConnection>();
        host.Carriers.Add(connection);
        if (host.Deaf)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        try
        {
            await foreach (Bundle bundle in requestStream.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(bundle, context.CancellationToken);
            }

            host.Outcomes.Add("returned");
        }
        catch (Exception)
        {
            host.Outcomes.Add(context.CancellationToken.IsCancellationRequested ? "cancelled" : "failed");
            throw;
        }
    }
}
