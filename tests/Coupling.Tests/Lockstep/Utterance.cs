using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>One value on the wire, as one party remembers it.</summary>
internal readonly record struct Utterance(Role Speaker, ulong Value, int Width);
