using Coupling.Coordination.Hosting;
using Coupling.Party.Hosting;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;
using V1Runs = Coupling.Wire.V1.Runs;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>One Alice behind a tap, and runs with one Bob after another; each with a coordinator of its own, so that all may have one name.</summary>
internal sealed class TappedAlice : IAsyncDisposable
{
    private readonly RunningParty alice;
    private readonly ControlTap tap;
    private readonly bool disclose;

    private TappedAlice(RunningParty alice, ControlTap tap, bool disclose)
    {
        this.alice = alice;
        this.tap = tap;
        this.disclose = disclose;
    }

    /// <param name="p">SPEC of Alice's distribution.</param>
    /// <param name="disclose">Whether the coordinator knows both distributions.</param>
    public static async Task<TappedAlice> StartAsync(string p, bool disclose)
    {
        RunningParty alice = await PartyHost.StartAsync(new PartyOptions { Role = Role.Alice, Distribution = p, MayDisclose = disclose });
        return new TappedAlice(alice, await ControlTap.StartAsync(alice.ControlAddress), disclose);
    }

    /// <summary>A run to its end.</summary>
    /// <param name="q">SPEC of Bob's distribution.</param>
    /// <param name="modes">Of the plan.</param>
    /// <param name="rounds">Per mode.</param>
    /// <param name="leak">A planted bug; null for none.</param>
    public async Task<AliceView> RunAsync(string q, IEnumerable<string> modes, int rounds, Leak? leak = null)
    {
        await using RunningCoordinator coordinator = await CoordinatorHost.StartAsync(new CoordinatorOptions());
        await using RunningParty bob = await PartyHost.StartAsync(new PartyOptions { Role = Role.Bob, Distribution = q, MayDisclose = disclose });
        tap.Leak = leak ?? new Leak();
        using GrpcChannel channel = GrpcChannel.ForAddress(coordinator.Address);
        var roster = new Roster.RosterClient(channel);
        await roster.RegisterAsync(new PartyCard { Role = PartyRole.Alice, ControlAddress = tap.Address }, deadline: Soon());
        await roster.RegisterAsync(
            new PartyCard { Role = PartyRole.Bob, ControlAddress = bob.ControlAddress.ToString(), WireAddress = bob.WireAddress! }, deadline: Soon());
        var request = new SubmitRequest { RunId = "run", Rounds = (ulong)rounds, Batch = 256, InFlight = 4, Seed = 1, MaxPayloadBytes = ulong.MaxValue, Prior = "uniform:8" };
        request.Modes.AddRange(modes);
        var runs = new V1Runs.RunsClient(channel);
        await runs.SubmitAsync(request, deadline: Soon());
        RunEnded ended = await EndAsync(runs);
        Assert.True(ended.ExitCode == 0, $"{q}: {ended.Verdict} {ended.Reason}");
        return AliceView.Of(tap.Take());
    }

    public async ValueTask DisposeAsync()
    {
        await tap.DisposeAsync();
        await alice.DisposeAsync();
    }

    private static async Task<RunEnded> EndAsync(V1Runs.RunsClient runs)
    {
        using AsyncServerStreamingCall<Progress> watch = runs.Watch(new WatchRequest { RunId = "run" }, deadline: DateTime.UtcNow.AddSeconds(60));
        await foreach (Progress progress in watch.ResponseStream.ReadAllAsync())
        {
            if (progress.RunEnded is { } ended)
            {
                return ended;
            }
        }

        throw new InvalidOperationException("The events ended before the run.");
    }

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(20);
}
