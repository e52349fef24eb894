using System.Globalization;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>All schemes of speculative decoding by name: the only place that knows them all.</summary>
public static class SchemeCatalog
{
    private static readonly Entry[] Entries =
    [
        new("none", "none", "the target alone, by the race of each position; a baseline", Named(string.Empty, () => new TargetAlone())),
        new("none", "none:minhash", "the target alone, by the darts of each position: the text of invariant:minhash", Named(":minhash", () => TargetAlone.OfMinHash)),
        new("standard", "standard", "the drafter's row in full, in float16, and the ratio test; +float32: in float32", ParseStandard),
        new("quantised", "quantised:L", $"her row on the lattice of multiples of 1/L, by its number, and the ratio test; L in 1..{LatticeScheme.Largest}", ParseQuantised),
        new("top-k", "top-k:K+L", $"her K largest weights on the lattice of multiples of 1/L, and the ratio test; K, L in 1..{LatticeScheme.Largest}", ParseTopK),
        new("scalar", "scalar", "a draft's probability in 32 bits; the target sends his row in float32 where it is rejected", Named(string.Empty, () => new ScalarScheme())),
        new("invariant", "invariant:gumbel", "both race with the coins of the position; a draft is accepted if it is the target's own sample; only ids are sent", Named(":gumbel", () => InvariantScheme.Gumbel)),
        new("invariant", "invariant:minhash", "the same with the first dart of the position", Named(":minhash", () => InvariantScheme.MinHash)),
        new("invariant", "invariant:index", "invariant:gumbel with ids coded by their rank under a cheap model that both have (--prior)", Named(":index", () => new IndexedScheme())),
        new("lowcomm", "lowcomm:eps", "a draft's weight on a grid; the target proposes tokens of his own where it is rejected; eps in 1e-9..5e-1, as 1e-3", ParseLowComm),
        new("repair", "repair:c", $"first darts, c hash bits to detect a difference, then repair; c in 0..{Repair.MaximumHashBits}", ParseRepair),
        new("repair", "repair", "the same with every draft's dart named in full", Named(string.Empty, () => new RepairScheme(hashBits: null))),
        new("greedy", "greedy", "the drafter's most likely token; accepted if it is the target's own sample; a baseline", Named(string.Empty, () => InvariantScheme.Greedy)),
    ];

    /// <summary>Each scheme's pattern and a line on what it does.</summary>
    public static IEnumerable<(string Pattern, string Summary)> Patterns => Entries.Select(entry => (entry.Pattern, entry.Summary));

    /// <summary>The scheme of a name.</summary>
    /// <exception cref="UnknownSchemeException">There is none; the message says which is nearest.</exception>
    public static SpeculativeScheme Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int parameters = name.AsSpan().IndexOfAny(':', '+');
        string family = parameters < 0 ? name : name[..parameters];
        Entry[] entries = Array.FindAll(Entries, candidate => candidate.Family == family);
        if (entries.Length == 0)
        {
            Entry nearest = Entries.MinBy(candidate => EditDistance.Between(candidate.Family, family))!;
            throw new UnknownSchemeException(
                $"scheme '{name}' is unknown; did you mean {nearest.Pattern}? Schemes: {string.Join(", ", Entries.Select(known => known.Pattern))}");
        }

        // Each scheme has one name: `repair:04` would be a second one for `repair:4`.
        SpeculativeScheme?[] read = Array.ConvertAll(entries, entry => entry.Create(name[family.Length..]));
        return Array.Find(read, scheme => scheme?.Name == name)
            ?? throw new UnknownSchemeException(
                $"scheme '{name}': not of the form {string.Join(", or ", entries.Select(entry => $"{entry.Pattern} ({entry.Summary})"))}"
                + (Array.Find(read, scheme => scheme is not null) is { } meant ? $"; it is written {meant.Name}" : string.Empty));
    }

    private static Func<string, SpeculativeScheme?> Named(string parameters, Func<SpeculativeScheme> create) =>
        asked => asked == parameters ? create() : null;

    private static StandardScheme? ParseStandard(string format) => format switch
    {
        "" => new StandardScheme(WeightFormat.Binary16),
        "+float32" => new StandardScheme(WeightFormat.Binary32),
        _ => null,
    };

    // The name of what was read is compared with what was asked for, so nothing else needs to be refused here.
    private static LatticeScheme? ParseQuantised(string parameters) =>
        parameters.StartsWith(':') && TryNumber(parameters[1..], LatticeScheme.Largest, out int denominator) && denominator > 0
            ? new LatticeScheme(denominator)
            : null;

    private static LatticeScheme? ParseTopK(string parameters)
    {
        string[] numbers = parameters.Split('+');
        return numbers.Length == 2
            && numbers[0].StartsWith(':')
            && TryNumber(numbers[0][1..], LatticeScheme.Largest, out int top)
            && TryNumber(numbers[1], LatticeScheme.Largest, out int denominator)
            && top > 0
            && denominator > 0
            ? new LatticeScheme(top, denominator)
            : null;
    }

    private static LowCommScheme? ParseLowComm(string parameters) =>
        parameters.StartsWith(':') && LowComm.Parse(parameters[1..]) is { } mode ? new LowCommScheme(mode.Epsilon) : null;

    private static RepairScheme? ParseRepair(string parameters) =>
        parameters.StartsWith(':') && TryNumber(parameters[1..], Repair.MaximumHashBits, out int bits) ? new RepairScheme(bits) : null;

    private static bool TryNumber(string digits, int largest, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= largest;

    /// <param name="Family">The name up to the first `:` or `+`.</param>
    /// <param name="Pattern">What may be asked for.</param>
    /// <param name="Summary">A line on what it does.</param>
    /// <param name="Create">The scheme, of the rest of the name; null if it is not of the pattern.</param>
    private sealed record Entry(string Family, string Pattern, string Summary, Func<string, SpeculativeScheme?> Create);
}
