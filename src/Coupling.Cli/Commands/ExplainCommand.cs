using System.CommandLine;
using Coupling.Protocols;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Commands;

/// <summary>`coupling explain TERM`: the definitions of docs/metering.md, word for word.</summary>
internal static class ExplainCommand
{
    private const string Page = "metering.md";
    private const string TermMark = "### ";

    public static Command Create()
    {
        var term = new Argument<string[]>("term") { Description = "A term, such as: payload bits. None lists all.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("explain", "Say what a number means and who counts it.") { term };
        command.SetAction(parsed => Explain(string.Join(' ', parsed.GetValue(term) ?? [])));
        return command;
    }

    private static int Explain(string term)
    {
        Dictionary<string, string> terms = Read();
        if (term.Length == 0)
        {
            Console.Out.WriteLine(string.Join(Environment.NewLine, terms.Keys));
            return ExitCode.Valid;
        }

        // The result file joins words by underscores.
        string name = term.Replace('_', ' ').ToLowerInvariant();
        if (terms.TryGetValue(name, out string? words))
        {
            Console.Out.WriteLine(words);
            return ExitCode.Valid;
        }

        string nearest = terms.Keys.MinBy(known => EditDistance.Between(known, name))!;
        Console.Error.WriteLine($"term: '{term}' is not defined; did you mean '{nearest}'? (allowed: {string.Join(", ", terms.Keys)})");
        return ExitCode.Usage;
    }

    private static Dictionary<string, string> Read()
    {
        using Stream page = typeof(ExplainCommand).Assembly.GetManifestResourceStream(Page)
            ?? throw new InvalidOperationException($"{Page} is not part of this program.");
        using var reader = new StreamReader(page);
        var terms = new Dictionary<string, string>();
        foreach (string section in reader.ReadToEnd().Split('\n' + TermMark).Skip(1))
        {
            string[] parts = section.Split('\n', 2);
            string words = parts[1].Split("\n## ", 2)[0];
            terms.Add(parts[0].Trim(), words.Trim());
        }

        return terms;
    }
}
