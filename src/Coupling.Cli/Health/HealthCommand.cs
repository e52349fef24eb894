using System.CommandLine;
using Coupling.Distributions;
using Coupling.Wire.Dialing;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Coupling.Cli.Health;

/// <summary>`coupling health URL`: whether a service serves, for people and for container engines.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "http:// or https:// HOST:PORT of the service." };
        var certificates = new Option<string?>("--certs") { Description = "Folder of `coupling certs init`, for a service that speaks TLS." };
        var role = new Option<PeerRole>("--role") { Description = "Which service is expected there.", DefaultValueFactory = _ => PeerRole.Coordinator };
        var self = new Option<PeerRole>("--as") { Description = "Whose certificate is shown.", DefaultValueFactory = _ => PeerRole.User };
        url.Validators.Add(argument =>
        {
            string text = argument.GetValueOrDefault<string>() ?? string.Empty;
            if (!ServiceUrl.IsValid(text))
            {
                argument.AddError($"URL: {text} (allowed: {ServiceUrl.Allowed})");
            }
        });
        var command = new Command("health", "Ask a service whether it serves; exit code 0 if it does, 69 if not.") { url, certificates, role, self };
        command.SetAction((parsed, cancellationToken) => AskAsync(
            new Uri(parsed.GetRequiredValue(url)), parsed.GetValue(certificates), parsed.GetValue(role), parsed.GetValue(self), cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, string? certificates, PeerRole role, PeerRole self, CancellationToken cancellationToken)
    {
        try
        {
            using GrpcChannel channel = ServiceChannel.Create(url, role, certificates is null ? null : TlsIdentity.Load(certificates, self));
            HealthCheckResponse health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest(), deadline: DateTime.UtcNow + CallTime, cancellationToken: cancellationToken);
            Console.Out.WriteLine(health.Status.ToString().ToLowerInvariant());
            return health.Status == HealthCheckResponse.Types.ServingStatus.Serving ? ExitCode.Valid : ExitCode.Unavailable;
        }
        catch (BadDataException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return ExitCode.BadData;
        }
        catch (RpcException fault)
        {
            Console.Error.WriteLine($"{url}: {TlsFault.Of(fault) ?? Words(fault.StatusCode)}");
            return ExitCode.Unavailable;
        }
    }

    private static string Words(StatusCode code) => code switch
    {
        StatusCode.DeadlineExceeded => $"no answer within {CallTime.TotalSeconds:0} s",
        StatusCode.Unavailable => "it cannot be reached",
        _ => code.ToString(),
    };
}
