using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Security;

/// <summary>Lets an endpoint speak TLS 1.3 only, with peers that show a certificate of the same authority.</summary>
public static partial class MutualTls
{
    private static readonly PeerRole[] AnyRole = Enum.GetValues<PeerRole>();

    /// <summary>Does nothing without an identity. Put it after the byte meter, which then counts what is on the wire.</summary>
    /// <remarks>Which role may call what is asked per call (<see cref="RoleInterceptor"/>).</remarks>
    public static ListenOptions UseMutualTls(this ListenOptions listen, TlsIdentity? identity)
    {
        ArgumentNullException.ThrowIfNull(listen);
        if (identity is null)
        {
            return listen;
        }

        ILogger log = listen.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Coupling.Tls");
        return listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            SslProtocols = SslProtocols.Tls13,
            ServerCertificateSelector = (_, _) => identity.Certificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            CheckCertificateRevocation = false,
            OnAuthenticate = (_, options) => options.AllowTlsResume = false,
            ClientCertificateValidation = (certificate, _, _) =>
            {
                string? failure = identity.Failure(certificate, asServer: false, AnyRole);
                if (failure is not null)
                {
                    LogRefused(log, failure);
                }

                return failure is null;
            },
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a connection was refused: {Failure}")]
    private static partial void LogRefused(ILogger log, string failure);
}
