using System.Text.Json;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;
using V1Runs = Coupling.Wire.V1.Runs;

namespace Coupling.Processes.Tests.Programs;

/// <summary>A coordinator, Alice and Bob in processes of their own, started and introduced by the test.</summary>
internal sealed class ThreeServices : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly V1Runs.RunsClient runs;

    private ThreeServices(Service coordinator, Service alice, Service bob)
    {
        (Coordinator, Alice, Bob) = (coordinator, alice, bob);
        channel = GrpcChannel.ForAddress(coordinator.Announcement.Listening);
        runs = new V1Runs.RunsClient(channel);
    }

    public Service Coordinator { get; }

    public Service Alice { get; }

    public Service Bob { get; }

    public static Task<ThreeServices> StartAsync() => StartAsync([]);

    /// <summary>The same, with more in their environment.</summary>
    /// <param name="environment">Of all three.</param>
    /// <param name="coordinatorOnly">Of the coordinator.</param>
    public static async Task<ThreeServices> StartAsync((string Name, string Value)[] environment, params (string Name, string Value)[] coordinatorOnly)
    {
        Service[] services = await Task.WhenAll(
            Service.StartAsync([.. environment, .. coordinatorOnly], ["coordinator", "--child"]),
            Service.StartAsync(environment, ["alice", "--distribution", Pair.P, "--disclose", "--child"]),
            Service.StartAsync(environment, ["bob", "--distribution", Pair.Q, "--disclose", "--child"]));
        return new ThreeServices(services[0], services[1], services[2]);
    }

    /// <param name="bobWire">Where the link dials Bob; null for his own address.</param>
    /// <param name="aliceControl">Where the coordinator calls Alice; null for her own address.</param>
    public async Task RegisterAsync(string? bobWire = null, string? aliceControl = null)
    {
        var roster = new Roster.RosterClient(channel);
        await roster.RegisterAsync(
            new PartyCard { Role = PartyRole.Alice, ControlAddress = aliceControl ?? Alice.Announcement.Listening }, deadline: Soon());
        await roster.RegisterAsync(
            new PartyCard
            {
                Role = PartyRole.Bob,
                ControlAddress = Bob.Announcement.Listening,
                WireAddress = bobWire ?? Bob.Announcement.Wire!,
            },
            deadline: Soon());
    }

    public Task SubmitAsync(string runId, string mode, ulong rounds) => SubmitAsync(runId, [mode], rounds);

    public async Task SubmitAsync(string runId, string[] modes, ulong rounds)
    {
        var request = new SubmitRequest
        {
            RunId = runId,
            Rounds = rounds,
            Batch = 1024,
            InFlight = 8,
            Seed = 1,
            MaxPayloadBytes = ulong.MaxValue,
        };
        request.Modes.AddRange(modes);
        await runs.SubmitAsync(request, deadline: Soon());
    }

    /// <summary>Waits until at least so many rounds are committed.</summary>
    public async Task<RoundsDone> UntilRoundsAsync(string runId, ulong rounds)
    {
        Progress progress = await UntilAsync(runId, progress => progress.RoundsDone is { } done && done.Rounds >= rounds);
        return progress.RoundsDone;
    }

    public async Task<RunEnded> UntilEndAsync(string runId) =>
        (await UntilAsync(runId, progress => progress.RunEnded is not null)).RunEnded;

    public async Task<JsonElement> ResultAsync(string runId)
    {
        using var json = new MemoryStream();
        using AsyncServerStreamingCall<ResultChunk> call = runs.GetResult(new GetResultRequest { RunId = runId }, deadline: Soon());
        await foreach (ResultChunk chunk in call.ResponseStream.ReadAllAsync())
        {
            chunk.Json.WriteTo(json);
        }

        return JsonElement.Parse(json.ToArray());
    }

    /// <summary>Asks all three to end, as a parent that is gone; each does, in order.</summary>
    public async Task EndAsync()
    {
        Service[] services = [Coordinator, Alice, Bob];
        foreach (Service service in services)
        {
            service.CloseInput();
        }

        Assert.All(await Task.WhenAll(services.Select(service => service.EndAsync())), code => Assert.Equal(0, code));
    }

    public void Dispose()
    {
        channel.Dispose();
        Alice.Dispose();
        Bob.Dispose();
        Coordinator.Dispose();
    }

    private async Task<Progress> UntilAsync(string runId, Func<Progress, bool> holds)
    {
        using AsyncServerStreamingCall<Progress> watch = runs.Watch(
            new WatchRequest { RunId = runId }, deadline: DateTime.UtcNow.AddSeconds(60));
        await foreach (Progress progress in watch.ResponseStream.ReadAllAsync())
        {
            if (holds(progress))
            {
                return progress;
            }

            Assert.True(progress.RunEnded is null, $"The run ended before that: {progress.RunEnded?.Reason}");
        }

        throw new InvalidOperationException("The events ended before the run.");
    }

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(20);
}
