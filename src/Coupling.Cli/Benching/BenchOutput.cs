using System.Globalization;
using Coupling.Cli.Records;
using Spectre.Console;

namespace Coupling.Cli.Benching;

/// <summary>What was measured, as tables.</summary>
internal static class BenchOutput
{
    public static void Write(IAnsiConsole console, BenchReport report)
    {
        foreach (BenchItems items in report.Items)
        {
            console.Write(Speeds(items));
        }

        console.Write(Limits(report.Limits));
        console.WriteLine($"instructions: {report.Instructions}; one thread of {report.Processors} processors, but for the transport");
    }

    private static Table Speeds(BenchItems items)
    {
        Table table = RecordTable.New(
            string.Create(CultureInfo.InvariantCulture, $"Samples per second, n = {items.N}"), "mode", "pair stays", "pair changes", "parties");
        foreach (BenchMode mode in items.Modes)
        {
            table.AddRow(Markup.Escape(mode.Mode), Number(mode.SamplesPerSecond.Staying), Number(mode.SamplesPerSecond.Changing), Number(mode.Parties, "N0"));
        }

        table.AddRow("limit: P read once", Number(items.ReadsPerSecond.Staying), Number(items.ReadsPerSecond.Changing), "");
        table.AddRow("limit: generator, every item", Number(items.GenerationsPerSecond), Number(items.GenerationsPerSecond), "");
        return table;
    }

    private static Table Limits(BenchLimits limits)
    {
        Table table = RecordTable.New("Limits of this machine", "limit", "per second", "unit");
        table.AddRow("reading memory", Giga(limits.ReadBytesPerSecond), "GB");
        table.AddRow("generator, blocks of 128 bits", Giga(limits.GeneratorBlocksPerSecond), "10⁹");
        table.AddRow("gRPC over loopback, bundles of 64 KiB", Giga(limits.Transport.BytesPerSecond), "GB");
        table.AddRow("gRPC over loopback, a byte there and back", Number(limits.Transport.RoundTripsPerSecond), "");
        return table;
    }

    private static string Giga(double value) => (value / 1e9).ToString("N2", CultureInfo.InvariantCulture);

    private static string Number(double? value) => Number(value, value < 100 ? "N1" : "N0");

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
