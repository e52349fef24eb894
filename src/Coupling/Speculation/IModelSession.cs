using Coupling.Distributions;

namespace Coupling.Speculation;

/// <summary>A text as one model reads it. It owns what the model remembers of it (a cache of keys and values, for a transformer). Not for several threads.</summary>
public interface IModelSession : IDisposable
{
    /// <summary>Tokens read so far.</summary>
    int Length { get; }

    /// <summary>Reads on.</summary>
    /// <param name="tokens">Each 0..n−1.</param>
    void Append(ReadOnlySpan<int> tokens);

    /// <summary>The row of the token at position <see cref="Length"/>, given all before it.</summary>
    Row NextRow();

    /// <summary>Reads drafts in one pass.</summary>
    /// <param name="drafts">γ ≥ 0 of them, each 0..n−1.</param>
    /// <returns>
    /// γ + 1 rows: row i is that of position L + i, given the text and the first i drafts; L is the length before the call. Afterwards
    /// the length is L + γ: what is not kept of the drafts is taken back by <see cref="Rewind"/>.
    /// </returns>
    IReadOnlyList<Row> Score(ReadOnlySpan<int> drafts);

    /// <summary>Forgets all after the first <paramref name="length"/> tokens, 0..<see cref="Length"/>.</summary>
    void Rewind(int length);
}
