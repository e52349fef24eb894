using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Coupling.Distributions;
using Coupling.Wire.Security;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Hosting;

/// <summary>The options that every service has, and where their values come from (<see cref="ServiceConfiguration"/>).</summary>
public sealed class ServiceCommandLine
{
    private readonly PeerRole role;
    private readonly Option<string> listen = new("--listen")
    {
        Description = "ADDRESS:PORT of its services; off loopback with --certs, or --insecure-lab.",
        DefaultValueFactory = _ => "127.0.0.1:0",
    };

    private readonly Option<string?> advertise = new("--advertise") { Description = "Host name or address under which the others reach it; default: what it listens on." };
    private readonly Option<string?> certificates = new("--certs") { Description = "Folder of `coupling certs init`: speak mutual TLS only." };
    private readonly Option<bool> insecureLab = new("--insecure-lab") { Description = "Plain text off loopback; every result says so." };
    private readonly Option<string> log = new("--log") { Description = "Lines for people (text) or objects for programs (json), on standard error.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> metrics = new("--metrics") { Description = "ADDRESS:PORT at which /metrics is served for Prometheus; default: nowhere." };
    private readonly Option<bool> child = new("--child") { Description = "End when standard input closes.", Hidden = true };
    private readonly List<Option<string?>> addresses;

    /// <param name="role">Whose certificate it shows.</param>
    /// <param name="addresses">More options that say where it listens.</param>
    public ServiceCommandLine(PeerRole role, params Option<string?>[] addresses)
    {
        this.role = role;
        this.addresses = [listen!, metrics, .. addresses];
        log.AcceptOnlyFromAmong("text", "json");
        foreach (Option<string?> address in this.addresses)
        {
            address.Validators.Add(RequireAddress);
        }
    }

    /// <summary>Adds the options, and serves when the command is asked for.</summary>
    /// <param name="command">Has its own options already.</param>
    /// <param name="serve">Told the values of the command's options, of these, and whether a parent holds standard input open.</param>
    public void Complete(Command command, Func<ParseResult, ServiceOptions, bool, Task<int>> serve)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(serve);
        foreach (Option option in addresses.Concat<Option>([advertise, certificates, insecureLab, log, ServiceConfiguration.File, child]))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, _) =>
        {
            ParseResult whole = parsed;
            try
            {
                whole = ServiceConfiguration.Complete(command, parsed);
                return await serve(whole, Read(whole), whole.GetValue(child)).ConfigureAwait(false);
            }
            catch (UsageException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
                return ExitCode.Usage;
            }
            catch (BadDataException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
                return ExitCode.BadData;
            }
            catch (IOException fault)
            {
                // The port is taken, or the address is not of this machine.
                await Console.Error.WriteLineAsync($"{NameOf(fault, whole)}: {fault.Message.Split('\n')[0]}").ConfigureAwait(false);
                return ExitCode.Unavailable;
            }
        });
    }

    private ServiceOptions Read(ParseResult parsed)
    {
        string? folder = parsed.GetValue(certificates);
        bool isLab = parsed.GetValue(insecureLab);
        foreach (Option<string?> address in addresses)
        {
            if (parsed.GetValue(address) is { } text && folder is null && !isLab && !IPAddress.IsLoopback(IPEndPoint.Parse(text).Address))
            {
                throw new UsageException(
                    $"{address.Name}: {text} (allowed without --certs: a loopback ADDRESS:PORT, such as 127.0.0.1:7001; --insecure-lab lifts this, and every result says so)");
            }
        }

        if (folder is not null && isLab)
        {
            throw new UsageException("--insecure-lab: not together with --certs");
        }

        return new ServiceOptions
        {
            Listen = IPEndPoint.Parse(parsed.GetRequiredValue(listen)),
            Metrics = parsed.GetValue(metrics) is { } scraped ? IPEndPoint.Parse(scraped) : null,
            Advertise = parsed.GetValue(advertise),
            Identity = folder is null ? null : TlsIdentity.Load(folder, role),
            InsecureLab = isLab,
            JsonLogs = parsed.GetValue(log) == "json",
            LeastLogged = parsed.GetValue(child) ? LogLevel.Warning : LogLevel.Information,
            ConfigurationFile = parsed.GetValue(ServiceConfiguration.File),
        };
    }

    /// <summary>The option whose address the message names; what has no other name is --listen's.</summary>
    private string NameOf(IOException fault, ParseResult parsed) =>
        addresses.FindLast(address => parsed.GetValue(address) is { } text && fault.Message.Contains($"/{text}:", StringComparison.Ordinal))?.Name ?? listen.Name;

    private static void RequireAddress(OptionResult option)
    {
        string text = option.GetValueOrDefault<string>() ?? string.Empty;
        if (!IPEndPoint.TryParse(text, out _))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: ADDRESS:PORT, such as 127.0.0.1:7001 or [::]:7001)");
        }
    }
}
