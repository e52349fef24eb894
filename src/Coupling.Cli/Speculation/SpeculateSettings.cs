using Coupling.Cli.Commands;
using Coupling.Link.Shapes;
using Coupling.Party.Hosting;
using Coupling.Protocols;
using Coupling.Speculation;

namespace Coupling.Cli.Speculation;

/// <summary>What `coupling speculate` was asked to do.</summary>
internal sealed record SpeculateSettings
{
    /// <summary>SPEC of the target; empty where it runs elsewhere.</summary>
    public required string Target { get; init; }

    /// <summary>SPECs of drafters, each with its vocabulary; none where one runs elsewhere. More than one only to verify invariance.</summary>
    public required IReadOnlyList<string> Drafters { get; init; }

    /// <summary>SPEC of the cheap model that both parties have; null for none.</summary>
    public string? Prior { get; init; }

    public required IReadOnlyList<SpeculativeScheme> Schemes { get; init; }

    public required IReadOnlyList<int> Gammas { get; init; }

    public required string Prompt { get; init; }

    /// <summary>N.</summary>
    public required int Tokens { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<SpeculateLink> Links { get; init; }

    public required ulong MaxPayloadBytes { get; init; }

    public string? Out { get; init; }

    public required string Name { get; init; }

    public required OutputFormat Format { get; init; }

    public required bool InProcess { get; init; }

    /// <summary>Whether both models are read here once more, to judge the texts.</summary>
    public bool Replay { get; init; } = true;

    public Uri? Coordinator { get; init; }

    public string? Certificates { get; init; }

    /// <summary>The texts of one run: every scheme at every γ, one without a drafter once.</summary>
    public IReadOnlyList<(SpeculativeScheme Scheme, int Gamma)> Texts =>
        [.. Schemes.SelectMany(scheme => Gammas.Take(scheme.HasDrafter ? Gammas.Count : 1).Select(gamma => (scheme, gamma)))];

    /// <summary>What a party is started with here. The user knows both models, so the result may name them.</summary>
    /// <param name="role">Alice drafts.</param>
    /// <param name="drafter">Which of the drafters.</param>
    public PartyOptions OptionsOf(Role role, int drafter = 0) => new()
    {
        Role = role,
        Model = role == Role.Alice ? Drafters[drafter] : Target,
        Prior = Prior,
        MayDisclose = true,
    };
}

/// <summary>A link, in the user's words.</summary>
/// <param name="Text">As asked for.</param>
/// <param name="Shape">What it does; null for nothing.</param>
internal sealed record SpeculateLink(string Text, LinkShape? Shape);
