using System.Text.Json;
using Coupling.Coordination.Hosting;
using Coupling.Party.Hosting;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;
using V1Runs = Coupling.Wire.V1.Runs;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>A coordinator, a drafter and a target, in this process; they speak over sockets, through the link.</summary>
internal sealed class TextServices : IAsyncDisposable
{
    private readonly RunningCoordinator coordinator;
    private readonly RunningParty bob;
    private readonly GrpcChannel channel;
    private readonly V1Runs.RunsClient runs;
    private int number;

    private TextServices(RunningCoordinator coordinator, RunningParty alice, RunningParty bob)
    {
        (this.coordinator, Alice, this.bob) = (coordinator, alice, bob);
        channel = GrpcChannel.ForAddress(coordinator.Address);
        runs = new V1Runs.RunsClient(channel);
    }

    public RunningParty Alice { get; }

    /// <summary>Letters of a shipped story: small, and quickly counted.</summary>
    public static string Model(int order, string more = "") =>
        $"ngram:{order}@{Path.Combine(AppContext.BaseDirectory, "texts", "harbour.en.txt")}?vocab=char{more}";

    public static async Task<TextServices> StartAsync(string? target = null, string? drafter = null, bool link = true, string? bobPrior = null, string? alicePrior = null)
    {
        RunningCoordinator coordinator = await CoordinatorHost.StartAsync(new CoordinatorOptions { Link = link });
        RunningParty alice = await PartyHost.StartAsync(new PartyOptions { Role = Role.Alice, Model = drafter ?? Model(3), Prior = alicePrior, MayDisclose = true });
        RunningParty bob = await PartyHost.StartAsync(new PartyOptions { Role = Role.Bob, Model = target ?? Model(5), Prior = bobPrior, MayDisclose = true });
        var services = new TextServices(coordinator, alice, bob);
        await services.RegisterAsync(alice.ControlAddress.ToString());
        return services;
    }

    public RunningParty Bob => bob;

    public Uri Coordinator => coordinator.Address;

    /// <param name="alice">Where the coordinator reaches the drafter.</param>
    /// <param name="target">Where it reaches the target; null for his own address.</param>
    public async Task RegisterAsync(string alice, string? target = null)
    {
        var roster = new Roster.RosterClient(channel);
        await roster.RegisterAsync(new PartyCard { Role = PartyRole.Alice, ControlAddress = alice }, deadline: Soon());
        await roster.RegisterAsync(
            new PartyCard { Role = PartyRole.Bob, ControlAddress = target ?? bob.ControlAddress.ToString(), WireAddress = bob.WireAddress! }, deadline: Soon());
    }

    /// <summary>Schemes of one γ.</summary>
    public static SubmitRequest Request(int tokens, uint gamma, params string[] schemes)
    {
        var request = new SubmitRequest
        {
            Rounds = (ulong)tokens,
            Seed = 7,
            MaxPayloadBytes = ulong.MaxValue,
            Speculation = new SpeculationRequest { Prompt = "The harbour " },
        };
        request.Modes.AddRange(schemes);
        request.Speculation.Gammas.AddRange(schemes.Select(_ => gamma));
        return request;
    }

    /// <summary>A run to its end.</summary>
    /// <param name="request">Given a name of its own.</param>
    /// <param name="onPass">Told every pass while the run goes on.</param>
    public async Task<(RunEnded Ended, JsonElement? Result)> RunAsync(SubmitRequest request, Action<PassDone>? onPass = null)
    {
        request.RunId = $"texts-{++number}";
        await runs.SubmitAsync(request, deadline: Soon());
        RunEnded ended = await UntilEndAsync(request.RunId, onPass);
        return (ended, ended.HasResult ? await ResultAsync(request.RunId) : null);
    }

    /// <summary>One that ends with a result.</summary>
    public async Task<JsonElement> ResultOfAsync(SubmitRequest request, int exitCode = 0)
    {
        (RunEnded ended, JsonElement? result) = await RunAsync(request);
        Assert.True(ended.ExitCode == exitCode && result is not null, $"{ended.ExitCode} {ended.Verdict}: {ended.Reason}\n{result}");
        return result!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await Alice.DisposeAsync();
        await bob.DisposeAsync();
        await coordinator.DisposeAsync();
    }

    private async Task<RunEnded> UntilEndAsync(string runId, Action<PassDone>? onPass)
    {
        using AsyncServerStreamingCall<Progress> watch = runs.Watch(new WatchRequest { RunId = runId }, deadline: DateTime.UtcNow.AddSeconds(120));
        await foreach (Progress progress in watch.ResponseStream.ReadAllAsync())
        {
            if (progress.PassDone is { } pass)
            {
                onPass?.Invoke(pass);
            }

            if (progress.RunEnded is { } ended)
            {
                return ended;
            }
        }

        throw new InvalidOperationException("The events ended before the run.");
    }

    private async Task<JsonElement> ResultAsync(string runId)
    {
        using var json = new MemoryStream();
        using AsyncServerStreamingCall<ResultChunk> call = runs.GetResult(new GetResultRequest { RunId = runId }, deadline: Soon());
        await foreach (ResultChunk chunk in call.ResponseStream.ReadAllAsync())
        {
            chunk.Json.WriteTo(json);
        }

        return JsonElement.Parse(json.ToArray());
    }

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(60);
}
