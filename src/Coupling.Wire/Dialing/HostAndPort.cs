using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Coupling.Wire.Dialing;

/// <summary>HOST:PORT, where HOST is a name or an address: [::1]:7001, 127.0.0.1:7001, bob.example:7001.</summary>
public static class HostAndPort
{
    /// <summary>Null if the text is not of that form.</summary>
    public static EndPoint? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return null;
        }

        string host = text[..colon];
        return host[0] == '[' || (IPAddress.TryParse(host, out IPAddress? plain) && plain.AddressFamily == AddressFamily.InterNetwork)
            ? IPEndPoint.TryParse(text, out IPEndPoint? address) ? address : null
            : Uri.CheckHostName(host) == UriHostNameType.Dns ? new DnsEndPoint(host, port) : null;
    }

    /// <summary>The host of an end point, as a URL has it.</summary>
    public static string HostOf(EndPoint address) => address switch
    {
        IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } six => $"[{six.Address}]",
        IPEndPoint four => four.Address.ToString(),
        DnsEndPoint name => name.Host,
        _ => throw new ArgumentException("An end point has an address or a name.", nameof(address)),
    };

    /// <summary>Whether the host stands for all addresses of its own machine, so that it says nothing to others.</summary>
    public static bool IsAny(string host) => host is "0.0.0.0" or "[::]";

    /// <summary>An IPv4 address as itself, where a socket for both versions shows it as an IPv6 one.</summary>
    public static EndPoint? Plain(EndPoint? address) => address is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
        ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port)
        : address;
}
