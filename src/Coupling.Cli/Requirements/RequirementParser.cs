using System.Globalization;
using System.Text.RegularExpressions;

namespace Coupling.Cli.Requirements;

/// <summary>Reads requirements, before anything runs.</summary>
internal static partial class RequirementParser
{
    /// <summary>Reads one.</summary>
    /// <param name="text">`[MODE.]FIELD OP NUMBER`.</param>
    /// <param name="modes">The modes of the run.</param>
    /// <exception cref="FormatException">It says nothing about such a run; the message says why.</exception>
    public static Requirement Parse(string text, IReadOnlyCollection<string> modes)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw Wrong(text, "not of the form [MODE.]FIELD OP NUMBER, where OP is one of < <= > >= == !=");
        }

        (string? mode, string path) = Split(match.Groups["left"].Value, text, modes);
        ModeField field = ModeFields.Find(path)
            ?? throw Wrong(text, $"'{path}' is no numeric field of a mode; did you mean '{ModeFields.Nearest(path)}'? (docs/results.md lists them)");
        return new Requirement(
            text.Trim(), mode, field, Comparison.Of(match.Groups["operator"].Value), Number(match.Groups["number"].Value, text, field));
    }

    private static (string? Mode, string Path) Split(string left, string text, IReadOnlyCollection<string> modes)
    {
        if (ModeFields.Find(left) is not null)
        {
            return (null, left);
        }

        // Both names may hold dots: first what the run has, then what any run could have.
        if (modes.FirstOrDefault(mode => left.StartsWith(mode + '.', StringComparison.Ordinal)) is { } known)
        {
            return (known, left[(known.Length + 1)..]);
        }

        for (int dot = left.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = left.IndexOf('.', dot + 1))
        {
            if (ModeFields.Find(left[(dot + 1)..]) is not null)
            {
                throw Wrong(text, $"'{left[..dot]}' is no mode of this run (allowed: {string.Join(", ", modes)})");
            }
        }

        return (null, left);
    }

    private static double Number(string number, string text, ModeField field)
    {
        if (field.IsBoolean)
        {
            return number switch
            {
                "true" or "1" => 1,
                "false" or "0" => 0,
                _ => throw Wrong(text, $"'{number}' (allowed for {field.Path}: true or 1, false or 0)"),
            };
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound) && double.IsFinite(bound)
            ? bound
            : throw Wrong(text, $"'{number}' is no finite number");
    }

    private static FormatException Wrong(string text, string why) => new($"--require: '{text}': {why}");

    [GeneratedRegex(@"^\s*(?<left>[^\s<>=!]+)\s*(?<operator><=|>=|==|!=|<|>)\s*(?<number>[^\s<>=!]+)\s*$")]
    private static partial Regex Form();
}
