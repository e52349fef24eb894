using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>All modes by name: the only place that knows them all.</summary>
public static class ProtocolCatalog
{
    private static readonly Entry[] Entries =
    [
        new("gumbel", "gumbel", "race with shared exponentials; no message", NoParameters(() => new Gumbel())),
        new("minhash", "minhash", "first of shared darts; no message", NoParameters(() => new MinHash())),
        new("inverse-cdf", "inverse-cdf", "one shared uniform through both CDFs; no message; a baseline", NoParameters(() => new CommonUniform())),
        new("independent", "independent", "private coins; no message; the baseline", NoParameters(() => new Independent())),
        new("repair", "repair:c", "minhash, c hash bits detect a difference, the rest repairs it; c in 0..62", ParseRepair),
        new("repair-grouped", "repair-grouped:c", "repair by groups of rounds: c hash bits per group, a search where they differ; c in 2..16; +turns=3, 5 or 7: fewer turns, more bits", ParseRepairGrouped),
        new("lowcomm", "lowcomm:eps", "a draw of P rounded, named with its weight; Bob's proposals repair it; eps in 1e-9..5e-1, as 1e-3", ParseLowComm),
        new("index", "index", "Alice's sample told to Bob by its rank under a prior that both know (--prior); his row is not used", NoParameters(() => new IndexCoding())),
        new("budget", "budget:B", $"at most B bits per round, over every group of {Budget.DefaultUnitRounds} rounds, or of G: budget:B+G; B in 0..1024, 4 decimals; G a power of two up to 65536", ParseBudget),
        new("optimal", "optimal", "P shipped in every round, then optimal; +float32 or +bfloat16: in 32 or 16 bits per weight", parameters => ParseOptimal(cached: false, parameters)),
        new("optimal", "optimal:cached", "P shipped once, then optimal; +float32 or +bfloat16 as above", ParseCached),
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
        int parameters = mode.AsSpan().IndexOfAny(':', '+');
        string family = parameters < 0 ? mode : mode[..parameters];
        Entry[] entries = Array.FindAll(Entries, candidate => candidate.Family == family);
        if (entries.Length == 0)
        {
            Entry nearest = Entries.MinBy(candidate => EditDistance.Between(candidate.Family, family))!;
            throw new UnknownModeException(
                $"mode '{mode}' is unknown; did you mean {nearest.Pattern}? Modes: {string.Join(", ", Entries.Select(known => known.Pattern))}");
        }

        // Each mode has one name: `repair:04` would be a second one for `repair:4`.
        Protocol?[] read = Array.ConvertAll(entries, entry => entry.Create(mode[family.Length..]));
        return Array.Find(read, protocol => protocol?.Name == mode)
            ?? throw new UnknownModeException(
                $"mode '{mode}': not of the form {string.Join(", or ", entries.Select(entry => $"{entry.Pattern} ({entry.Summary})"))}"
                + (Array.Find(read, protocol => protocol is not null) is { } meant ? $"; it is written {meant.Name}" : string.Empty));
    }

    private static Func<string, Protocol?> NoParameters(Func<Protocol> create) => parameters => parameters.Length == 0 ? create() : null;

    private static Repair? ParseRepair(string parameters) =>
        parameters.StartsWith(':')
        && int.TryParse(parameters.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
        && bits <= Repair.MaximumHashBits
            ? new Repair(bits)
            : null;

    private static LowComm? ParseLowComm(string parameters) => parameters.StartsWith(':') ? LowComm.Parse(parameters[1..]) : null;

    // The name of what was read is compared with what was asked for, so nothing else needs to be refused here.
    private static RepairGrouped? ParseRepairGrouped(string parameters)
    {
        const string Turns = "+turns=";
        int plus = parameters.IndexOf(Turns, StringComparison.Ordinal);
        bool adapts = plus < 0;
        string bits = adapts ? parameters : parameters[..plus];
        return bits.StartsWith(':')
            && int.TryParse(bits.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int hashBits)
            && hashBits is >= RepairGrouped.MinimumHashBits and <= RepairGrouped.MaximumHashBits
            ? adapts ? new RepairGrouped(hashBits) : parameters[(plus + Turns.Length)..] switch
            {
                "3" => new RepairGrouped(hashBits, 3),
                "5" => new RepairGrouped(hashBits, 5),
                "7" => new RepairGrouped(hashBits, 7),
                _ => null,
            }
            : null;
    }

    private static Budget? ParseBudget(string parameters)
    {
        string[] numbers = parameters.Split('+');
        int rounds = Budget.DefaultUnitRounds;
        return numbers.Length <= 2
            && numbers[0].StartsWith(':')
            && decimal.TryParse(numbers[0].AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal bits)
            && bits <= Budget.LargestBitsPerRound
            && decimal.Round(bits, Budget.Decimals) == bits
            && (numbers.Length == 1 || int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds))
            && rounds is >= 1 and <= Budget.LargestUnitRounds
            && int.IsPow2(rounds)
            ? new Budget(bits, rounds)
            : null;
    }

    private static Optimal? ParseCached(string parameters)
    {
        const string Cached = ":cached";
        return parameters.StartsWith(Cached, StringComparison.Ordinal) ? ParseOptimal(cached: true, parameters[Cached.Length..]) : null;
    }

    private static Optimal? ParseOptimal(bool cached, string format) => format switch
    {
        "" => new Optimal(cached, WeightFormat.Binary64),
        "+float32" => new Optimal(cached, WeightFormat.Binary32),
        "+bfloat16" => new Optimal(cached, WeightFormat.BFloat16),
        _ => null,
    };

    /// <param name="Family">The name up to the first `:` or `+`.</param>
    /// <param name="Pattern">What may be asked for.</param>
    /// <param name="Summary">A line on what it does.</param>
    /// <param name="Create">The protocol, of the rest of the name; null if it is not of the pattern.</param>
    private sealed record Entry(string Family, string Pattern, string Summary, Func<string, Protocol?> Create);
}
