using System.CommandLine;
using Coupling.Distributions;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Cli.Security;

/// <summary>`coupling certs init`: an authority, and a certificate per role.</summary>
internal static class CertsCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Folder of the certificates.", DefaultValueFactory = _ => "certs" };
        var renew = new Option<bool>("--renew") { Description = "Keep an authority that is there, and make new leaves; services read them while they run." };
        var hosts = new Option<string[]>("--host") { Description = "One more DNS name in every leaf, for programs that ask for the host they dial; may be repeated.", DefaultValueFactory = _ => [] };
        hosts.Validators.Add(option =>
        {
            if (Array.Find(option.GetValueOrDefault<string[]>() ?? [], host => Uri.CheckHostName(host) != UriHostNameType.Dns) is { } wrong)
            {
                option.AddError($"--host: {wrong} (allowed: a DNS name)");
            }
        });
        var init = new Command("init", "Make an authority and a leaf for alice, bob, coordinator and user (P-256, 30 days).") { output, renew, hosts };
        init.SetAction((parsed, _) => Task.FromResult(Initialise(
            new CertificateFolder(parsed.GetRequiredValue(output)), parsed.GetRequiredValue(hosts), parsed.GetValue(renew))));
        return new Command("certs", "Certificates for services on hosts of their own.") { init };
    }

    private static int Initialise(CertificateFolder folder, string[] hosts, bool renew)
    {
        try
        {
            folder.Initialise(hosts, renew, DateTimeOffset.UtcNow);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"--out: {fault.Message}");
            return ExitCode.Usage;
        }
        catch (BadDataException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return ExitCode.BadData;
        }

        Console.Out.WriteLine($"certificates: {folder.FullPath}");
        Console.Out.WriteLine("each host needs ca.pem and the two files of its role; ca.key belongs on none of them");
        return ExitCode.Valid;
    }
}
