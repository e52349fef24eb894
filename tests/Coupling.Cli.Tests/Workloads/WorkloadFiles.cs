using System.Globalization;
using Coupling.Cli.Tests.Commands;
using Coupling.Distributions;

namespace Coupling.Cli.Tests.Workloads;

/// <summary>Workloads of a test, as CSV files of a folder of its own.</summary>
internal sealed class WorkloadFiles : IDisposable
{
    public const int Rows = 5;
    public const int Items = 12;

    private readonly TempFolder folder = new();

    public WorkloadFiles()
    {
        PRows = [.. Enumerable.Range(0, Rows).Select(row => Generators.Dirichlet(0.5, Items, (ulong)row))];
        QRows = [.. PRows.Select((p, row) => new Drift(p, 0.1 + (0.08 * row), (ulong)(50 + row), "Q").At(0.1 + (0.08 * row)))];
        P = Write("p.csv", PRows);
        Q = Write("q.csv", QRows);
    }

    public Row[] PRows { get; }

    public Row[] QRows { get; }

    public string P { get; }

    public string Q { get; }

    public string New(string name) => Path.Combine(folder.FullPath, name);

    public string Write(string name, params IEnumerable<Row> rows)
    {
        string file = New(name);
        File.WriteAllLines(file, rows.Select(row => string.Join(',', row.Weights.ToArray().Select(weight => weight.ToString("R", CultureInfo.InvariantCulture)))));
        return file;
    }

    /// <summary>`coupling run`, into a folder below this one; all services in one process unless the arguments say otherwise.</summary>
    public Task<CliRun> RunAsync(string name, params string[] arguments) =>
        CliRun.StartAsync(["run", "--out", New(name), "--format", "json", .. arguments.Contains("--topology") ? [] : (string[])["--topology", "in-process"], .. arguments]);

    public void Dispose() => folder.Dispose();
}
