namespace Coupling.Protocols;

/// <summary>What a search by probes looks at of a dart after A.</summary>
/// <param name="Cell">⌊τ − τ(A)⌋.</param>
/// <param name="Item">Its item; only of the dart that is taken.</param>
/// <param name="Hash">Its 2 lowest hash bits.</param>
internal readonly record struct Probe(long Cell, int Item, int Hash);
