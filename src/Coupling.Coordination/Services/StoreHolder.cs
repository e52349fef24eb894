namespace Coupling.Coordination.Services;

/// <summary>The folder in which the coordinator keeps its runs; null when it keeps none.</summary>
internal sealed record StoreHolder(string? Folder);
