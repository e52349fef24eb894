using Coupling.Protocols;

namespace Coupling.Cli.Benching;

/// <summary>What to measure.</summary>
/// <param name="Seconds">For all of it.</param>
/// <param name="Items">Every n.</param>
/// <param name="Modes">Every mode.</param>
internal sealed record BenchSettings(double Seconds, IReadOnlyList<int> Items, IReadOnlyList<Protocol> Modes);
