namespace Coupling.Link.Shapes;

/// <summary>Bytes that wait to be passed on.</summary>
/// <param name="Buffer">Rented; null at the end of the stream.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Departure">When they leave, in ticks of the monotonic clock.</param>
/// <param name="IsPrecise">Whether to wait for just that moment; what follows closely upon other bytes may go with the next of them.</param>
internal readonly record struct HeldPiece(byte[]? Buffer, int Length, long Departure, bool IsPrecise);
