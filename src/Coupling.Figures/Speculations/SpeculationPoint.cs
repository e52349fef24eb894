namespace Coupling.Figures.Speculations;

/// <summary>One text: what it cost, and how fast it came. What is not known is null.</summary>
public sealed record SpeculationPoint
{
    /// <summary>As asked for; `none` for no shape.</summary>
    public required string Link { get; init; }

    /// <summary>Bits per second from drafter to target; null for no limit.</summary>
    public double? LinkRate { get; init; }

    /// <summary>Milliseconds, there and back.</summary>
    public double LinkDelay { get; init; }

    public required string Scheme { get; init; }

    /// <summary>0 where nothing is drafted.</summary>
    public required int Gamma { get; init; }

    public required string Verdict { get; init; }

    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Whether the text has the target's law.</summary>
    public required bool IsExact { get; init; }

    /// <summary>What law it has, in words.</summary>
    public required string Law { get; init; }

    public long? AloneFrom { get; init; }

    public required long Tokens { get; init; }

    public required long Passes { get; init; }

    /// <summary>Tokens per pass.</summary>
    public double? BlockEfficiency { get; init; }

    /// <summary>Share of judged drafts that were accepted.</summary>
    public double? Acceptance { get; init; }

    public double? AcceptanceLow { get; init; }

    public double? AcceptanceHigh { get; init; }

    /// <summary>The mean of the closed form over the judged positions.</summary>
    public double? AcceptanceExact { get; init; }

    public double? AcceptancePValue { get; init; }

    public double? TokensPerSecond { get; init; }

    /// <summary>Payload bits.</summary>
    public double? BitsPerTokenUp { get; init; }

    public double? BitsPerTokenDown { get; init; }

    public double? BitsPerDraftTokenUp { get; init; }

    /// <summary>What the scheme says of itself.</summary>
    public double? StatedBitsPerDraftToken { get; init; }

    /// <summary>Of the passes, both directions.</summary>
    public required long MessageBytes { get; init; }

    /// <summary>Of the passes, both directions.</summary>
    public required long SocketBytes { get; init; }

    public required long Turns { get; init; }

    public required string TextHash { get; init; }

    /// <summary>Payload bits per token, both directions; 0 where nothing was said.</summary>
    public double BitsPerToken => (BitsPerTokenUp ?? 0) + (BitsPerTokenDown ?? 0);

    public string Name => Gamma == 0 ? Scheme : $"{Scheme}, γ = {Gamma}";
}
