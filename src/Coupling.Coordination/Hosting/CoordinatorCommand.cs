using System.CommandLine;
using System.Net;
using Coupling.Wire.Hosting;

namespace Coupling.Coordination.Hosting;

/// <summary>The command line of the coordinator.</summary>
public static class CoordinatorCommand
{
    public static Command Create()
    {
        Option<string> listen = ListenAddress.CreateOption();
        var link = new Option<string>("--link") { Description = "on, or off: no relay, silent modes only.", DefaultValueFactory = _ => "on" };
        link.AcceptOnlyFromAmong("on", "off");
        var store = new Option<string?>("--store") { Description = "Folder in which runs are kept (store.db), so that they can go on after a crash." };
        Option<bool> child = ServiceProcess.CreateChildOption();
        var command = new Command("coordinator", "Host the coordinator and its link, as a service.") { listen, link, store, child };
        command.SetAction((parsed, _) =>
        {
            IPEndPoint address = ListenAddress.Parse(parsed.GetRequiredValue(listen));
            var options = new CoordinatorOptions
            {
                Listen = address.Address,
                Port = address.Port,
                Link = parsed.GetRequiredValue(link) == "on",
                Store = parsed.GetValue(store),
            };
            return ServeAsync(options, parsed.GetValue(child));
        });
        return command;
    }

    private static async Task<int> ServeAsync(CoordinatorOptions options, bool child)
    {
        await using RunningCoordinator coordinator = await CoordinatorHost.StartAsync(options).ConfigureAwait(false);
        var announcement = new Announcement(
            "coordinator", Environment.ProcessId, coordinator.Address.ToString().TrimEnd('/'), Wire: null);
        await ServiceProcess.ServeAsync(announcement, child).ConfigureAwait(false);
        return ExitCode.Valid;
    }
}
