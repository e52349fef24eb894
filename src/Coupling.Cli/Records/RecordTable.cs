using Spectre.Console;

namespace Coupling.Cli.Records;

/// <summary>The look of tables of records: names to the left, numbers to the right.</summary>
internal static class RecordTable
{
    private static readonly string[] Left = ["run", "state", "modes", "mode", "limit", "samples"];

    public static Table New(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        foreach (string column in columns)
        {
            var added = new TableColumn(Markup.Escape(column)) { NoWrap = column != "modes" };
            table.AddColumn(Left.Contains(column) ? added : added.RightAligned());
        }

        return table;
    }
}
