namespace Coupling.Models;

/// <summary>What a pass gave.</summary>
/// <param name="Logits">A row of <paramref name="Width"/> of them for each token that was read.</param>
/// <param name="Width">At least n.</param>
/// <param name="Present">The keys and values of all tokens so far; the caller's to dispose.</param>
internal sealed record OnnxPass(float[] Logits, int Width, KeysAndValues Present);
