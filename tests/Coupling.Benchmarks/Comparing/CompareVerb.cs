using System.Globalization;
using System.Text;
using Coupling.Benchmarks.Peers;
using Coupling.Cli.Benching;

namespace Coupling.Benchmarks.Comparing;

/// <summary>`compare [FILE.md]`: ours, the peers and the limits side by side in one run, and what is claimed of their ratios.</summary>
internal static class CompareVerb
{
    private const int Turns = 31;

    private static readonly int[] Items = [1000, 32_000, 128_256, 262_144];

    public static int Run(string? file)
    {
        using Numpy? numpy = Numpy.TryStart();
        var text = new StringBuilder();
        Say(text, $"instructions: {InstructionPath.Name}; one thread; {(numpy is null ? "no numpy here" : $"numpy {numpy.Version}")}; medians of {Turns} turns.\n");
        var judged = new StringBuilder();
        foreach (string shape in (string[])[Shape.Zipf, Shape.Dirichlet])
        {
            Measured[] measured = [.. Items.Select(n => Measure(shape, n, numpy))];
            Say(text, $"\n## {shape}: microseconds of a sample\n\n{Table(measured)}");
            foreach ((int n, Measured at) in Items.Zip(measured))
            {
                Judge(judged, shape, n, at);
            }
        }

        Say(text, $"\n## Claims\n\n| P | n | time of | by the time of | ratio | bound | holds |\n|---|---|---|---|---|---|---|\n{judged}");
        if (file is not null)
        {
            File.WriteAllText(file, text.ToString());
        }

        return 0;
    }

    private static Measured Measure(string shape, int n, Numpy? numpy)
    {
        Console.Error.WriteLine($"measuring {shape}, n = {n}");
        return Contest.Run([.. new Contestants(shape, n).All(numpy)], Turns);
    }

    private static string Table(Measured[] measured)
    {
        var table = new StringBuilder($"| | {string.Join(" | ", Items)} |\n|---|{string.Concat(Items.Select(_ => "---|"))}\n");
        foreach (string name in measured[0].Names)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", measured.Select(at => Short(at.Microseconds(name))))} |\n");
        }

        return table.ToString();
    }

    private static void Judge(StringBuilder judged, string shape, int n, Measured measured)
    {
        foreach (Claim claim in Claims.At(shape, n).Where(claim => measured.Has(claim.Slower)))
        {
            double ratio = measured.Ratio(claim.Slower, claim.Faster);
            string sign = claim.IsAtMost ? "≤" : "≥";
            judged.Append(
                CultureInfo.InvariantCulture,
                $"| {shape} | {n} | {claim.Slower} | {claim.Faster} | {ratio:F1} | {sign} {claim.BoundHere} | {(claim.Holds(ratio) ? "yes" : "**no**")} |\n");
        }
    }

    private static void Say(StringBuilder text, string words)
    {
        text.Append(words);
        Console.Out.Write(words);
    }

    /// <summary>Three digits.</summary>
    private static string Short(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : value >= 1 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
