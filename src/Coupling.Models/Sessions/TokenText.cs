using System.Runtime.InteropServices;

namespace Coupling.Models;

/// <summary>The tokens that a session has read.</summary>
/// <param name="alphabetSize">n.</param>
internal sealed class TokenText(int alphabetSize)
{
    private readonly List<int> tokens = [];

    public int Length => tokens.Count;

    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(tokens);

    /// <summary>The last <paramref name="count"/> tokens, or all.</summary>
    public ReadOnlySpan<int> Last(int count) => Tokens[^Math.Min(count, Length)..];

    /// <exception cref="ArgumentOutOfRangeException">One is not 0..n−1; none is appended then.</exception>
    public void Append(ReadOnlySpan<int> added)
    {
        foreach (int token in added)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, alphabetSize);
        }

        tokens.AddRange(added);
    }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not 0..<see cref="Length"/>.</exception>
    public void Rewind(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        CollectionsMarshal.SetCount(tokens, length);
    }
}
