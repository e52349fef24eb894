using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Party.Hosting;

/// <summary>The command line of one party: `alice` or `bob`.</summary>
public static class PartyCommand
{
    public static Command Create(Role role)
    {
        PeerRole peer = role == Role.Alice ? PeerRole.Alice : PeerRole.Bob;
        string name = RoleName.Text(peer);
        var distribution = new Option<string?>("--distribution") { Description = "SPEC of this party's distribution." };
        var model = new Option<string?>("--model") { Description = "SPEC of this party's language model (docs/models.md), for speculative decoding; instead of --distribution." };
        var vocabulary = new Option<string?>("--vocabulary") { Description = "SPEC of a model whose vocabulary --model takes." };
        var prior = new Option<string?>("--prior") { Description = "SPEC of a cheap model that both parties have, for the schemes that need one." };
        var alphabet = new Option<string?>("--alphabet") { Description = "File with the alphabet of its text, an item per line." };
        var disclose = new Option<bool>("--disclose") { Description = "Let the coordinator have the weights, for exact values." };
        var coordinator = new Option<string?>("--coordinator") { Description = "http:// or https:// HOST:PORT of the coordinator to register with." };
        coordinator.Validators.Add(RequireUrl);
        var wireListen = new Option<string?>("--wire-listen") { Description = "ADDRESS:PORT at which the link dials him; default: a free port of --listen's address." };
        var command = new Command(name, $"Host {(role == Role.Alice ? "Alice, who holds P" : "Bob, who holds Q")}, as a service.")
        {
            distribution, model, vocabulary, prior, alphabet, disclose, coordinator,
        };
        var service = new ServiceCommandLine(peer, role == Role.Bob ? [wireListen] : []);
        service.Complete(command, (parsed, common, child) => ServeAsync(name, child, new PartyOptions(common)
        {
            Role = role,
            Distribution = parsed.GetValue(distribution),
            Model = parsed.GetValue(model),
            Vocabulary = parsed.GetValue(vocabulary),
            Prior = parsed.GetValue(prior),
            AlphabetFile = parsed.GetValue(alphabet),
            MayDisclose = parsed.GetValue(disclose),
            WireListen = role == Role.Bob && parsed.GetValue(wireListen) is { } text ? IPEndPoint.Parse(text) : null,
            Coordinator = parsed.GetValue(coordinator) is { } url ? new Uri(url) : null,
        }));
        return command;
    }

    private static async Task<int> ServeAsync(string name, bool child, PartyOptions options)
    {
        RequireOneInput(options);
        await using RunningParty party = await PartyHost.StartAsync(options).ConfigureAwait(false);
        var announcement = new Announcement(
            name, Environment.ProcessId, party.ControlAddress.ToString().TrimEnd('/'), party.WireAddress, party.Metrics?.ToString());
        await ServiceProcess.ServeAsync(announcement, child, party.Refused).ConfigureAwait(false);
        return party.Refused.IsCompleted ? ExitCode.Unavailable : ExitCode.Valid;
    }

    private static void RequireOneInput(PartyOptions options)
    {
        if (options.Distribution is null && options.Model is null)
        {
            throw new UsageException("--distribution, --model: none (allowed: a SPEC of one of them, here, as COUPLING_DISTRIBUTION or COUPLING_MODEL, or in the --config file)");
        }

        if (options.Distribution is not null && options.Model is not null)
        {
            throw new UsageException("--model: not together with --distribution");
        }

        foreach ((string name, string? value) in new[] { ("--vocabulary", options.Vocabulary), ("--prior", options.Prior) })
        {
            if (value is not null && options.Model is null)
            {
                throw new UsageException($"{name}: only with --model");
            }
        }

        if (options.AlphabetFile is not null && options.Model is not null)
        {
            throw new UsageException("--alphabet: only with --distribution");
        }
    }

    private static void RequireUrl(OptionResult option)
    {
        string text = option.GetValueOrDefault<string>() ?? string.Empty;
        if (!ServiceUrl.IsValid(text))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: {ServiceUrl.Allowed})");
        }
    }
}
