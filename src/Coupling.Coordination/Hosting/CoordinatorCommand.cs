using System.CommandLine;
using System.Net;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Coordination.Hosting;

/// <summary>The command line of the coordinator.</summary>
public static class CoordinatorCommand
{
    public static Command Create()
    {
        var link = new Option<string>("--link") { Description = "on, or off: no relay, silent modes only.", DefaultValueFactory = _ => "on" };
        link.AcceptOnlyFromAmong("on", "off");
        var linkListen = new Option<string?>("--link-listen") { Description = "ADDRESS:PORT or ADDRESS:FIRST-LAST of the links, a port per run; default: free ports of --listen's address." };
        linkListen.Validators.Add(option =>
        {
            if (LinkListen.TryParse(option.GetValueOrDefault<string>() ?? string.Empty) is null)
            {
                option.AddError($"--link-listen: {option.GetValueOrDefault<string>()} (allowed: ADDRESS:PORT or ADDRESS:FIRST-LAST, such as 0.0.0.0:7100-7199)");
            }
        });
        var store = new Option<string?>("--store") { Description = "Folder in which runs are kept (store.db), so that they can go on after a crash." };
        var command = new Command("coordinator", "Host the coordinator and its link, as a service.") { link, linkListen, store };
        var service = new ServiceCommandLine(PeerRole.Coordinator);
        service.Complete(command, (parsed, common, child) =>
        {
            LinkListen? links = parsed.GetValue(linkListen) is { } text ? LinkListen.TryParse(text) : null;
            if (links is not null && common.Identity is null && !common.InsecureLab && !IPAddress.IsLoopback(links.Address))
            {
                throw new UsageException($"--link-listen: {parsed.GetValue(linkListen)} (allowed without --certs: a loopback address; --insecure-lab lifts this, and every result says so)");
            }

            return ServeAsync(child, new CoordinatorOptions(common)
            {
                Link = parsed.GetRequiredValue(link) == "on",
                LinkListen = links,
                Store = parsed.GetValue(store),
            });
        });
        return command;
    }

    private static async Task<int> ServeAsync(bool child, CoordinatorOptions options)
    {
        await using RunningCoordinator coordinator = await CoordinatorHost.StartAsync(options).ConfigureAwait(false);
        var announcement = new Announcement(
            "coordinator", Environment.ProcessId, coordinator.Address.ToString().TrimEnd('/'), Wire: null, coordinator.Metrics?.ToString());
        await ServiceProcess.ServeAsync(announcement, child).ConfigureAwait(false);
        return ExitCode.Valid;
    }
}
