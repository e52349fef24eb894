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

    public static async Task<ThreeServices> StartAsync()
    {
        Service[] services = await Task.WhenAll(
            Service.StartAsync("coordinator"),
            Service.StartAsync("alice", "--distribution", Pair.P, "--disclose"),
            Service.StartAsync("bob", "--distribution", Pair.Q, "--disclose"));
        return new ThreeServices(services[0], services[1], services[2]);
    }

    /// <param name="bobWire">Where the link dials Bob; null for his own address.</param>
    public async Task RegisterAsync(string? bobWire = null)
    {
        var roster = new Roster.RosterClient(channel);
        await roster.RegisterAsync(
            new PartyCard { Role = PartyRole.Alice, ControlAddress = Alice.Announcement.Listening }, deadline: Soon());
        await roster.RegisterAsync(
            new PartyCard
            {
                Role = PartyRole.Bob,
                ControlAddress = Bob.Announcement.Listening,
                WireAddress = bobWire ?? Bob.Announcement.Wire!,
            },
            deadline: Soon());
    }

    public async Task SubmitAsync(string runId, string mode, ulong rounds)
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
        request.Modes.Add(mode);
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
