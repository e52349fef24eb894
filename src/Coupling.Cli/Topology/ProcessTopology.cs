using Coupling.Cli.Commands;

namespace Coupling.Cli.Topology;

/// <summary>Three processes.</summary>
internal sealed class ProcessTopology : ITopology
{
    private readonly ServiceChild[] children;

    private ProcessTopology(ServiceChild[] children) => this.children = children;

    public Uri Coordinator => new(children[0].Announcement.Listening);

    public static async Task<ITopology> StartAsync(RunSettings settings, string logFolder, CancellationToken cancellationToken)
    {
        Task<ServiceChild>[] starting =
        [
            Start("coordinator"),
            Start("alice", PartyArguments(settings.P, settings)),
            Start("bob", PartyArguments(settings.Q, settings)),
        ];
        try
        {
            ServiceChild[] children = await Task.WhenAll(starting).ConfigureAwait(false);
            var topology = new ProcessTopology(children);
            await Introduction.RegisterAsync(
                topology.Coordinator, children[1].Announcement.Listening, children[2].Announcement.Listening,
                children[2].Announcement.Wire!, cancellationToken).ConfigureAwait(false);
            return topology;
        }
        catch
        {
            await DisposeAllAsync(starting.Where(child => child.IsCompletedSuccessfully).Select(child => child.Result)).ConfigureAwait(false);
            throw;
        }

        Task<ServiceChild> Start(string role, params string[] arguments) =>
            ServiceChild.StartAsync([role, .. arguments], Path.Combine(logFolder, $"{role}.log"), cancellationToken);
    }

    public async ValueTask DisposeAsync() => await DisposeAllAsync(children).ConfigureAwait(false);

    private static string[] PartyArguments(string spec, RunSettings settings)
    {
        string[] always = ["--distribution", spec, "--disclose"];
        return settings.AlphabetFile is { } file ? [.. always, "--alphabet", file] : always;
    }

    private static Task DisposeAllAsync(IEnumerable<ServiceChild> children) =>
        Task.WhenAll(children.Select(child => child.DisposeAsync().AsTask()));
}
