using System.Globalization;

namespace Coupling.Cli.Seeds;

/// <summary>The seeds of a series: `1..10`, `1,5,9`, or both joined by commas.</summary>
internal static class SeedList
{
    /// <summary>Fewer than a coordinator keeps runs.</summary>
    public const int Most = 1000;

    private const string Allowed = "such as 1..10 or 1,5,9: whole numbers, 0 to 18446744073709551615, each once";

    /// <exception cref="FormatException">It is no such list; the message says why.</exception>
    public static IReadOnlyList<ulong> Parse(string text)
    {
        var seeds = new List<ulong>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            (ulong first, ulong last) = Range(part);
            if (last - first >= (ulong)(Most - seeds.Count))
            {
                throw new FormatException($"--seeds: {text} (allowed: at most {Most} seeds)");
            }

            for (ulong offset = 0; offset <= last - first; offset++)
            {
                seeds.Add(first + offset);
            }
        }

        return seeds.Distinct().Count() == seeds.Count ? seeds : throw Wrong(text);

        (ulong First, ulong Last) Range(string part)
        {
            string[] ends = part.Split("..", 2);
            ulong first = Number(ends[0]);
            ulong last = Number(ends[^1]);
            return first <= last ? (first, last) : throw Wrong(text);
        }

        ulong Number(string digits) =>
            ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : throw Wrong(text);
    }

    private static FormatException Wrong(string text) => new($"--seeds: {text} (allowed: {Allowed})");
}
