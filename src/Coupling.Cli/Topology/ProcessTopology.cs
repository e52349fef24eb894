using System.Diagnostics;
using System.Threading.Channels;
using Coupling.Party.Hosting;
using Coupling.Wire.Security;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Cli.Topology;

/// <summary>Three processes, each started again when it dies and introduced anew.</summary>
internal sealed class ProcessTopology : ITopology
{
    /// <summary>How long a coordinator may take to come back.</summary>
    private static readonly TimeSpan ReturnTime = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(50);
    private const int MostNotes = 256;

    private readonly SupervisedService coordinator;
    private readonly SupervisedService bob;
    private readonly string logFolder;
    private readonly Channel<string> notes;
    private readonly SemaphoreSlim introducing = new(1);
    private SupervisedService alice;
    private int earlierAlices;
    private volatile Uri introduced;

    private ProcessTopology(SupervisedService[] services, string logFolder, Channel<string> notes)
    {
        (coordinator, alice, bob) = (services[0], services[1], services[2]);
        this.logFolder = logFolder;
        this.notes = notes;
        introduced = new Uri(coordinator.Announcement.Listening);
    }

    public Uri Coordinator => introduced;

    public TlsIdentity? Identity => null;

    /// <summary>A service that dies is started again at once.</summary>
    public uint ReturnSeconds => 15;

    public ChannelReader<string> Notes => notes.Reader;

    /// <param name="aliceOptions">What she is started with.</param>
    /// <param name="bobOptions">What he is started with.</param>
    /// <param name="store">Folder in which the coordinator keeps runs; null for none.</param>
    /// <param name="logFolder">Gets what the services write.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ServiceStartException">A service does not come up.</exception>
    public static async Task<ProcessTopology> StartAsync(
        PartyOptions aliceOptions, PartyOptions bobOptions, string? store, string logFolder, CancellationToken cancellationToken)
    {
        // The oldest notes go first where nobody reads them.
        var notes = Channel.CreateBounded<string>(new BoundedChannelOptions(MostNotes) { FullMode = BoundedChannelFullMode.DropOldest });
        Task<SupervisedService>[] starting =
        [
            Start("coordinator", store is null ? [] : ["--store", store]),
            Start("alice", PartyArguments.Of(aliceOptions)),
            Start("bob", PartyArguments.Of(bobOptions)),
        ];
        try
        {
            var topology = new ProcessTopology(await Task.WhenAll(starting).ConfigureAwait(false), logFolder, notes);
            await Introduction.RegisterAsync(topology.Coordinator, topology.Cards(), cancellationToken).ConfigureAwait(false);
            foreach (SupervisedService service in topology.Services)
            {
                service.Watch(topology.IntroduceAsync);
            }

            return topology;
        }
        catch
        {
            await Task.WhenAll(starting.Select(service => ((Task)service).ContinueWith(_ => { }, TaskScheduler.Default))).ConfigureAwait(false);
            await DisposeAllAsync(starting.Where(service => service.IsCompletedSuccessfully).Select(service => service.Result)).ConfigureAwait(false);
            throw;
        }

        Task<SupervisedService> Start(string role, params string[] arguments) =>
            SupervisedService.StartAsync([role, .. arguments], LogFile(logFolder, role), notes.Writer, cancellationToken);
    }

    public async Task<Uri?> ReplacementOfAsync(Uri gone, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < ReturnTime && !coordinator.IsLost)
        {
            if (introduced != gone)
            {
                return introduced;
            }

            await Task.Delay(LookPeriod, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Ends the Alice that is there, and introduces another one. No run may be under way.</summary>
    /// <exception cref="ServiceStartException">She does not come up.</exception>
    public async Task ReplaceAliceAsync(PartyOptions options, CancellationToken cancellationToken)
    {
        SupervisedService next = await SupervisedService.StartAsync(
            ["alice", .. PartyArguments.Of(options)], LogFile(logFolder, "alice"), notes.Writer, cancellationToken).ConfigureAwait(false);
        SupervisedService old = alice;
        earlierAlices += old.Restarts + 1;
        alice = next;
        await old.DisposeAsync().ConfigureAwait(false);
        await IntroduceAsync(cancellationToken).ConfigureAwait(false);
        next.Watch(IntroduceAsync);
    }

    /// <summary>Ends Alice without a word.</summary>
    /// <param name="forGood">She is not started again.</param>
    public Task KillAliceAsync(bool forGood) => alice.KillAsync(forGood);

    public async ValueTask DisposeAsync()
    {
        await DisposeAllAsync(Services).ConfigureAwait(false);
        introducing.Dispose();
    }

    private SupervisedService[] Services => [coordinator, alice, bob];

    private static string LogFile(string folder, string role) => Path.Combine(folder, $"{role}.log");

    /// <summary>Tells the coordinator that there is now where both parties are now.</summary>
    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        await introducing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var address = new Uri(coordinator.Announcement.Listening);
            await Introduction.RegisterAsync(address, Cards(), cancellationToken).ConfigureAwait(false);
            introduced = address;
        }
        catch (RpcException)
        {
            // The coordinator is gone too; when it is back, this is done again.
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            introducing.Release();
        }
    }

    private IReadOnlyList<PartyCard> Cards() =>
    [
        new() { Role = PartyRole.Alice, ControlAddress = alice.Announcement.Listening, Incarnation = (ulong)(earlierAlices + alice.Restarts) },
        new()
        {
            Role = PartyRole.Bob,
            ControlAddress = bob.Announcement.Listening,
            WireAddress = bob.Announcement.Wire!,
            Incarnation = (ulong)bob.Restarts,
        },
    ];

    private static Task DisposeAllAsync(IEnumerable<SupervisedService> services) =>
        Task.WhenAll(services.Select(service => service.DisposeAsync().AsTask()));
}
