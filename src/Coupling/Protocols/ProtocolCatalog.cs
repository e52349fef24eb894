using System.Globalization;

namespace Coupling.Protocols;

/// <summary>All modes by name: the only place that knows them all.</summary>
public static class ProtocolCatalog
{
    private static readonly Entry[] Entries =
    [
        new("gumbel", "gumbel", "race with shared exponentials; no message", NoParameters(() => new Gumbel())),
        new("minhash", "minhash", "first of shared darts; no message", NoParameters(() => new MinHash())),
        new("independent", "independent", "private coins; no message; the baseline", NoParameters(() => new Independent())),
        new("repair", "repair:c", "minhash, c hash bits detect a difference, the rest repairs it; c in 0..62", ParseRepair),
        new("optimal", "optimal:cached", "P shipped once, then optimal", parameter => parameter == "cached" ? new OptimalCached() : null),
    ];

    /// <summary>Each mode's pattern and a line on what it does.</summary>
    public static IEnumerable<(string Pattern, string Summary)> Modes => Entries.Select(entry => (entry.Pattern, entry.Summary));

    /// <summary>The modes of a run that asks for none.</summary>
    public static IReadOnlyList<string> Defaults { get; } =
        ["independent", "minhash", "gumbel", "repair:2", "repair:4", "repair:8", "optimal:cached"];

    /// <summary>The protocol of a mode's name.</summary>
    /// <exception cref="UnknownModeException">There is none; the message says which is nearest.</exception>
    public static Protocol Parse(string mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        int colon = mode.IndexOf(':', StringComparison.Ordinal);
        string family = colon < 0 ? mode : mode[..colon];
        string? parameter = colon < 0 ? null : mode[(colon + 1)..];
        Entry? entry = Array.Find(Entries, candidate => candidate.Family == family);
        if (entry is null)
        {
            Entry nearest = Entries.MinBy(candidate => EditDistance.Between(candidate.Family, family))!;
            throw new UnknownModeException(
                $"mode '{mode}' is unknown; did you mean {nearest.Pattern}? Modes: {string.Join(", ", Entries.Select(known => known.Pattern))}");
        }

        // Each mode has one name: `repair:04` would be a second one for `repair:4`.
        return entry.Create(parameter) is { } protocol && protocol.Name == mode
            ? protocol
            : throw new UnknownModeException($"mode '{mode}': not of the form {entry.Pattern} ({entry.Summary})");
    }

    private static Func<string?, Protocol?> NoParameters(Func<Protocol> create) => parameter => parameter is null ? create() : null;

    private static Repair? ParseRepair(string? parameter) =>
        int.TryParse(parameter, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits <= Repair.MaximumHashBits
            ? new Repair(bits)
            : null;

    private sealed record Entry(string Family, string Pattern, string Summary, Func<string?, Protocol?> Create);
}
