using System.Globalization;
using Coupling.Distributions;
using Coupling.Speculation;
using CsCheck;

namespace Coupling.Models.Tests;

/// <summary>A session is led about by chance: appends, scores, rewinds. Every row must be, bit for bit, that of a fresh session that read the same tokens.</summary>
internal sealed class RandomWalk(ILanguageModel model)
{
    private static readonly Gen<(int Kind, uint Count, uint Seed)[]> Steps = Gen.Select(Gen.Int[0, 3], Gen.UInt, Gen.UInt).Array[1, 12];

    private readonly Dictionary<string, string> digests = [];

    /// <param name="walks">How many.</param>
    /// <param name="longest">The most tokens that a step appends or scores.</param>
    /// <param name="limit">The longest text.</param>
    public void Check(int walks, int longest, int limit) => Steps.Sample(steps => Walk(steps, longest, limit), iter: walks, threads: 1);

    private void Walk((int Kind, uint Count, uint Seed)[] steps, int longest, int limit)
    {
        using IModelSession session = model.Open();
        var tokens = new List<int>();
        foreach ((int kind, uint count, uint seed) in steps)
        {
            int[] some = Some(seed, (int)(count % (longest + 1)));
            some = some[..Math.Min(some.Length, limit - tokens.Count)];
            switch (kind)
            {
                case 0:
                    session.Append(some);
                    tokens.AddRange(some);
                    break;
                case 1:
                    IReadOnlyList<Row> rows = session.Score(some);
                    Assert.Equal(some.Length + 1, rows.Count);
                    for (int i = 0; i <= some.Length; i++)
                    {
                        Assert.Equal(Fresh([.. tokens, .. some[..i]]), rows[i].Digest);
                    }

                    tokens.AddRange(some);
                    break;
                case 2:
                    int length = (int)(count % (uint)(tokens.Count + 1));
                    session.Rewind(length);
                    tokens.RemoveRange(length, tokens.Count - length);
                    break;
                default:
                    Assert.Equal(Fresh([.. tokens]), session.NextRow().Digest);
                    break;
            }

            Assert.Equal(tokens.Count, session.Length);
        }

        Assert.Equal(Fresh([.. tokens]), session.NextRow().Digest);
    }

    private string Fresh(int[] tokens)
    {
        string key = string.Join(' ', tokens);
        if (!digests.TryGetValue(key, out string? digest))
        {
            using IModelSession session = model.Open();
            session.Append(tokens);
            digests[key] = digest = session.NextRow().Digest;
        }

        return digest;
    }

    // Few different ones, so that walks meet again.
    private int[] Some(uint seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (int)(((seed % 5) + (uint)(i * 7)) % (uint)model.AlphabetSize))];
}
