using System.Net;
using Coupling.Distributions;
using Coupling.Party.Hosting;
using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Grpc.Core;

namespace Coupling.Party.Leases;

/// <summary>How Alice dials the link that the coordinator names.</summary>
internal static class LinkDialing
{
    /// <exception cref="BadDataException">The address is none.</exception>
    public static Task<WireConnection> DialAsync(string address, PartyOptions options, CancellationToken cancellationToken)
    {
        EndPoint link = HostAndPort.TryParse(address) ?? throw new BadDataException("link_address", string.Empty, $"'{address}'", "HOST:PORT");

        // A link that listens on all addresses of the coordinator's host is where the coordinator itself is.
        if (link is IPEndPoint any && HostAndPort.IsAny(HostAndPort.HostOf(any)) && options.Coordinator is { } coordinator)
        {
            link = HostAndPort.TryParse($"{coordinator.Host}:{any.Port}") ?? link;
        }

        return WireDialer.DialAsync(link, options.Identity, cancellationToken);
    }

    /// <summary>The first words over a new connection, with which TLS begins.</summary>
    /// <exception cref="BadDataException">A certificate was refused: dialling again would not help.</exception>
    public static async Task<T> FirstWordsAsync<T>(Func<Task<T>> say)
    {
        try
        {
            return await say().ConfigureAwait(false);
        }
        catch (RpcException fault) when (TlsFault.Of(fault) is { } refused)
        {
            throw new BadDataException($"over the link to Bob: {refused}");
        }
    }
}
