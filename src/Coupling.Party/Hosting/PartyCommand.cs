using System.CommandLine;
using System.Net;
using Coupling.Protocols;
using Coupling.Wire.Hosting;

namespace Coupling.Party.Hosting;

/// <summary>The command line of one party: `alice` or `bob`.</summary>
public static class PartyCommand
{
    public static Command Create(Role role)
    {
        string name = role == Role.Alice ? "alice" : "bob";
        var distribution = new Option<string>("--distribution") { Description = "SPEC of this party's distribution.", Required = true };
        var alphabet = new Option<string?>("--alphabet") { Description = "File with the alphabet of its text, an item per line." };
        var disclose = new Option<bool>("--disclose") { Description = "Let the coordinator have the weights, for exact values." };
        Option<string> listen = ListenAddress.CreateOption();
        Option<bool> child = ServiceProcess.CreateChildOption();
        var command = new Command(name, $"Host {(role == Role.Alice ? "Alice, who holds P" : "Bob, who holds Q")}, as a service.")
        {
            distribution, alphabet, disclose, listen, child,
        };
        command.SetAction((parsed, _) =>
        {
            IPEndPoint address = ListenAddress.Parse(parsed.GetRequiredValue(listen));
            var options = new PartyOptions
            {
                Role = role,
                Distribution = parsed.GetRequiredValue(distribution),
                AlphabetFile = parsed.GetValue(alphabet),
                MayDisclose = parsed.GetValue(disclose),
                Listen = address.Address,
                Port = address.Port,
            };
            return ServeAsync(name, options, parsed.GetValue(child));
        });
        return command;
    }

    private static async Task<int> ServeAsync(string name, PartyOptions options, bool child)
    {
        await using RunningParty party = await PartyHost.StartAsync(options).ConfigureAwait(false);
        var announcement = new Announcement(
            name, Environment.ProcessId, party.ControlAddress.ToString().TrimEnd('/'), party.WireEndPoint?.ToString());
        await ServiceProcess.ServeAsync(announcement, child).ConfigureAwait(false);
        return ExitCode.Valid;
    }
}
