namespace Coupling.Processes.Tests.Telemetry;

/// <summary>A span that was exported. Ids are hexadecimal; a root has an empty parent.</summary>
internal sealed record SeenSpan(
    string Service, string Scope, string TraceId, string SpanId, string ParentId, string Name,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Events, int Status, ulong Start, ulong End)
{
    public const int Failed = 2;

    public override string ToString() => $"{Service} {Name} {string.Join(' ', Attributes.Select(entry => $"{entry.Key}={entry.Value}"))}";
}
