using Coupling.Processes.Tests.Programs;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Coupling.Processes.Tests.Health;

/// <summary>The standard health service, for whoever watches over containers.</summary>
[Collection(OneAtATime.Name)]
public sealed class HealthTests
{
    [Fact]
    public async Task Every_service_says_that_it_serves()
    {
        using ThreeServices services = await ThreeServices.StartAsync();
        foreach (Service service in new[] { services.Coordinator, services.Alice, services.Bob })
        {
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await AskAsync(service));
        }

        services.Bob.Kill();
        RpcException gone = await Assert.ThrowsAsync<RpcException>(() => AskAsync(services.Bob));
        Assert.Equal(StatusCode.Unavailable, gone.StatusCode);
    }

    private static async Task<HealthCheckResponse.Types.ServingStatus> AskAsync(Service service)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(service.Announcement.Listening);
        var health = new Grpc.Health.V1.Health.HealthClient(channel);
        HealthCheckResponse answer = await health.CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(10));
        return answer.Status;
    }
}
