namespace Coupling.Cli.Requirements;

/// <summary>One of the six comparisons with a bound: whether it holds below, at and above it.</summary>
internal sealed record Comparison(string Symbol, bool Below, bool At, bool Above)
{
    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("<", Below: true, At: false, Above: false),
        new("<=", Below: true, At: true, Above: false),
        new(">", Below: false, At: false, Above: true),
        new(">=", Below: false, At: true, Above: true),
        new("==", Below: false, At: true, Above: false),
        new("!=", Below: true, At: false, Above: true),
    ];

    public static Comparison Of(string symbol) => All.Single(comparison => comparison.Symbol == symbol);

    /// <summary>Whether it holds for all values of low..high, for none, or for some only. A single value is an interval of one.</summary>
    public RequirementOutcome Judge(double low, double high, double bound)
    {
        var found = new HashSet<bool>();
        if (low < bound)
        {
            found.Add(Below);
        }

        if (low <= bound && bound <= high)
        {
            found.Add(At);
        }

        if (high > bound)
        {
            found.Add(Above);
        }

        return found.Count == 1
            ? found.Single() ? RequirementOutcome.Met : RequirementOutcome.NotMet
            : RequirementOutcome.Inconclusive;
    }
}
