using Coupling.Cli.Commands;

namespace Coupling.Cli.Figures;

/// <summary>A figure of a result.</summary>
/// <param name="Name">Of its files, without ending.</param>
/// <param name="Result">The result that it is drawn from.</param>
/// <param name="Folder">Of the run.</param>
/// <param name="Format">How it is shown.</param>
/// <param name="Others">Files of the run that are named beside its own.</param>
internal sealed record Figure(string Name, byte[] Result, string Folder, OutputFormat Format, params string[] Others)
{
    /// <summary>Whether the result's own tables are shown above it.</summary>
    public bool ShowsResult { get; init; } = true;

    public string Path(string ending) => System.IO.Path.Combine(Folder, $"{Name}.{ending}");
}
