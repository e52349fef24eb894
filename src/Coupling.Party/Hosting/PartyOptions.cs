using System.Net;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;

namespace Coupling.Party.Hosting;

/// <summary>What a party is started with.</summary>
public sealed record PartyOptions : ServiceOptions
{
    public PartyOptions()
    {
    }

    public PartyOptions(ServiceOptions options)
        : base(options)
    {
    }

    public required Role Role { get; init; }

    public override PeerRole ServiceRole => Role == Role.Alice ? PeerRole.Alice : PeerRole.Bob;

    /// <summary>The SPEC of its distribution (docs/input.md); null if it holds a model. Nobody else is told it unless <see cref="MayDisclose"/>.</summary>
    public string? Distribution { get; init; }

    /// <summary>The SPEC of its language model (docs/models.md); null if it holds a distribution. Nobody else is told it unless <see cref="MayDisclose"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The SPEC of a model whose vocabulary its own model takes; null if its own SPEC says which.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The SPEC of a cheap model that both parties have, for schemes that need one; null for none.</summary>
    public string? Prior { get; init; }

    /// <summary>A file with the alphabet of its text; null if the alphabet is agreed through the coordinator.</summary>
    public string? AlphabetFile { get; init; }

    /// <summary>Whether the coordinator may have the weights, to set exact values beside measured ones.</summary>
    public bool MayDisclose { get; init; }

    /// <summary>Where Bob is dialled; null for a free port of the address at which he listens.</summary>
    public IPEndPoint? WireListen { get; init; }

    /// <summary>The coordinator with which it registers; null if whoever started it introduces it.</summary>
    public Uri? Coordinator { get; init; }
}
