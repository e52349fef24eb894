using System.CommandLine;
using Coupling.Distributions;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Cli.Security;

/// <summary>`coupling certs`: an authority and a certificate per role, made once (init) or kept fresh (keep), and looked at (check).</summary>
internal static class CertsCommand
{
    private static readonly Option<string> Folder = new("--out") { Description = "Folder of the certificates.", DefaultValueFactory = _ => "certs" };
    private static readonly Option<bool> RoleFolders = new("--role-folders") { Description = "A folder per role below it, each with all that its host needs and nothing else." };

    public static Command Create()
    {
        var renew = new Option<bool>("--renew") { Description = "Keep an authority that is there, and make new leaves; services read them while they run." };
        Option<string[]> hosts = CreateHosts();
        var init = new Command("init", "Make an authority and a leaf for alice, bob, coordinator and user (P-256, 30 days).") { Folder, RoleFolders, renew, hosts };
        init.SetAction((parsed, _) => GuardAsync(() =>
        {
            CertificateFolder folder = FolderOf(parsed);
            folder.Initialise(parsed.GetRequiredValue(hosts), parsed.GetValue(renew), DateTimeOffset.UtcNow);
            Console.Out.WriteLine($"certificates: {folder.FullPath}");
            Console.Out.WriteLine(parsed.GetValue(RoleFolders)
                ? "each host needs the folder of its role; ca.key belongs on none of them"
                : "each host needs ca.pem and the two files of its role; ca.key belongs on none of them");
            return Task.CompletedTask;
        }));

        var keep = new Command("keep", "Make what is missing, and renew each leaf when a third of its life is left, until asked to end.") { Folder, RoleFolders, hosts };
        keep.SetAction((parsed, _) => GuardAsync(() => CertificateKeeper.RunAsync(FolderOf(parsed), parsed.GetRequiredValue(hosts))));

        var check = new Command("check", "Say until when each role's certificate lasts; exit code 65 if one is missing or would be refused.") { Folder, RoleFolders };
        check.SetAction((parsed, _) => GuardAsync(() =>
        {
            CertificateFolder folder = FolderOf(parsed);
            foreach (PeerRole role in Enum.GetValues<PeerRole>())
            {
                DateTime end = TlsIdentity.Load(folder.FolderOf(role), role).Certificate.NotAfter.ToUniversalTime();
                Console.Out.WriteLine($"{RoleName.Text(role)}: until {end:u}");
            }

            return Task.CompletedTask;
        }));
        return new Command("certs", "Certificates for services on hosts of their own.") { init, keep, check };
    }

    private static CertificateFolder FolderOf(ParseResult parsed) => new(parsed.GetRequiredValue(Folder), parsed.GetValue(RoleFolders));

    private static Option<string[]> CreateHosts()
    {
        var hosts = new Option<string[]>("--host") { Description = "One more DNS name in every leaf, for programs that ask for the host they dial; may be repeated.", DefaultValueFactory = _ => [] };
        hosts.Validators.Add(option =>
        {
            if (Array.Find(option.GetValueOrDefault<string[]>() ?? [], host => Uri.CheckHostName(host) != UriHostNameType.Dns) is { } wrong)
            {
                option.AddError($"--host: {wrong} (allowed: a DNS name)");
            }
        });
        return hosts;
    }

    private static async Task<int> GuardAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return ExitCode.Valid;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--out: {fault.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (BadDataException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return ExitCode.BadData;
        }
    }
}
