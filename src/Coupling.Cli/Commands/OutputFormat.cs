namespace Coupling.Cli.Commands;

/// <summary>What standard output carries.</summary>
internal enum OutputFormat
{
    /// <summary>Tables for people.</summary>
    Table,

    /// <summary>result.json and nothing else.</summary>
    Json,

    /// <summary>An event per line, the result last.</summary>
    Jsonl,
}
