namespace Coupling.Models;

/// <summary>One step of byte-pair encoding: where <paramref name="Left"/> stands before <paramref name="Right"/>, the two become one token.</summary>
/// <param name="Left">A token that is there before this step.</param>
/// <param name="Right">The same.</param>
/// <param name="Token">
/// What they become: a new token, or one that stands for the same bytes already.
/// </param>
internal readonly record struct BytePairMerge(int Left, int Right, int Token);
