using System.Globalization;
using Coupling.Cli.Records;
using Coupling.Figures.Advising;
using Spectre.Console;

namespace Coupling.Cli.Advising;

/// <summary>An advice as tables: what each mode gives and costs, and where its time goes.</summary>
internal static class AdviceTables
{
    public static void Write(IAnsiConsole console, Advice advice)
    {
        console.Write(Gives(advice));
        console.Write(Times(advice));
        if (advice.Points.Any(point => point.NeedsPairToStay))
        {
            console.WriteLine("* only where the pair stays: something is said once for all rounds, or rounds are conducted in groups that share a pair");
        }

        if (advice.Points.Any(point => !point.IsSustained))
        {
            console.WriteLine("~ too few batches in the time: its beginning and its end are in it; --seconds gives more");
        }
    }

    private static Table Gives(Advice advice)
    {
        Table table = RecordTable.New(
            "What each mode gives, and what it takes in bits per round", "mode", "agreed/s", "rounds/s", "measured", "exact", "loss", "payload", "socket", "per added agreement");
        foreach (AdvicePoint point in advice.Points)
        {
            table.AddRow(
                Markup.Escape(point.NeedsPairToStay ? $"{point.Mode} *" : point.Mode),
                Rate(point.AgreedPerSecond) + (point.IsSustained ? "" : " ~"),
                Rate(point.RoundsPerSecond),
                Number(point.Agreement, "F5"),
                Number(point.Exact, "F5"),
                Number(advice.Loss(point), "F5"),
                Number(point.PayloadBits, "F3"),
                Number(point.SocketBits, "F3"),
                Number(advice.BitsPerAdded(point), "N1"));
        }

        return table;
    }

    private static Table Times(Advice advice)
    {
        Table table = RecordTable.New(
            "Where the time of those that speak goes", "mode", "time/round", "link alone", "alice waits", "bob waits", "link used a→b", "b→a", "turns/batch", "limited by");
        foreach (AdvicePoint point in advice.Points)
        {
            if (point.Time is { } time)
            {
                table.AddRow(
                    Markup.Escape(point.Mode),
                    Microseconds(point.Seconds),
                    Microseconds(point.Predicted),
                    Share(time.AliceWaits),
                    Share(time.BobWaits),
                    Share(time.UpUsed),
                    Share(time.DownUsed),
                    Number(time.TurnsPerBatch, "F1"),
                    AdviceDocument.Text(point.Limit));
            }
        }

        return table;
    }

    private static string Rate(double perSecond) => Number(perSecond, perSecond >= 100 ? "N0" : "F2");

    private static string Microseconds(double? seconds) => seconds is { } value ? Number(value * 1e6, "N1") + " µs" : "–";

    private static string Share(double? share) => share is { } value ? Number(value * 100, "F1") + " %" : "–";

    private static string Number(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";
}
