using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Spectre.Console;

namespace Coupling.Cli.Requirements;

/// <summary>Says what the requirements came to: below the tables, or on standard error where standard output carries JSON.</summary>
internal static class RequirementOutput
{
    /// <param name="format">What standard output carries.</param>
    /// <param name="findings">In the order of the requirements.</param>
    /// <param name="withSeed">Whether the seed has to be said, since there were several.</param>
    public static void Write(OutputFormat format, IReadOnlyList<RequirementFinding> findings, bool withSeed)
    {
        if (findings.Count == 0)
        {
            return;
        }

        if (format == OutputFormat.Table)
        {
            ResultOutput.TableConsole().Write(TableOf(findings, withSeed));
            return;
        }

        foreach (RequirementFinding finding in findings)
        {
            string seed = withSeed ? string.Create(CultureInfo.InvariantCulture, $"seed {finding.Seed}: ") : string.Empty;
            Console.Error.WriteLine($"{seed}{finding.Mode}: {finding.Requirement.Text}: {finding.OutcomeText}: {finding.Value}");
        }
    }

    private static Table TableOf(IReadOnlyList<RequirementFinding> findings, bool withSeed)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle("Requirements") };
        string[] columns = ["requirement", .. withSeed ? ["seed"] : Array.Empty<string>(), "mode", "value", "outcome"];
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        foreach (RequirementFinding finding in findings)
        {
            string[] seed = withSeed ? [finding.Seed.ToString(CultureInfo.InvariantCulture)] : [];
            string[] cells = [finding.Requirement.Text, .. seed, finding.Mode, finding.Value, finding.OutcomeText];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }
}
