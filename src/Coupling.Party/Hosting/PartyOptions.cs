using System.Net;
using Coupling.Protocols;

namespace Coupling.Party.Hosting;

/// <summary>What a party is started with.</summary>
public sealed record PartyOptions
{
    public required Role Role { get; init; }

    /// <summary>The SPEC of its distribution (docs/input.md). Nobody else is told it unless <see cref="MayDisclose"/>.</summary>
    public required string Distribution { get; init; }

    /// <summary>A file with the alphabet of its text; null if the alphabet is agreed through the coordinator.</summary>
    public string? AlphabetFile { get; init; }

    /// <summary>Whether the coordinator may have the weights, to set exact values beside measured ones.</summary>
    public bool MayDisclose { get; init; }

    /// <summary>Where its services listen; port 0 takes a free one.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    public int Port { get; init; }
}
