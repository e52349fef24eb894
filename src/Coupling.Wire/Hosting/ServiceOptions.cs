using System.Net;
using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Hosting;

/// <summary>What every service is started with.</summary>
public record ServiceOptions
{
    /// <summary>Where its services listen; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>
    /// The host under which others reach it; null for the one it listens on, and where that is all of them, for the one from which
    /// its calls come.
    /// </summary>
    public string? Advertise { get; init; }

    /// <summary>With it, everything is TLS; null for plain text.</summary>
    public TlsIdentity? Identity { get; init; }

    /// <summary>Plain text off loopback, on the user's word that nobody else is on that network.</summary>
    public bool InsecureLab { get; init; }

    /// <summary>Whose service it is; a user's is one of a test.</summary>
    public virtual PeerRole ServiceRole => PeerRole.User;

    /// <summary>Where /metrics is served; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>Logs a JSON object per line instead of a line for people.</summary>
    public bool JsonLogs { get; init; }

    public LogLevel LeastLogged { get; init; } = LogLevel.Warning;

    /// <summary>A file of settings whose section Logging counts here; null for none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>http or https.</summary>
    public string Scheme => Identity is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    /// <summary>The address of something that this service listens at, as others are told.</summary>
    public string AdvertisedHost(IPEndPoint listening) => Advertise ?? HostAndPort.HostOf(listening);
}
