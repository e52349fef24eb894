using System.Runtime.InteropServices;

namespace Coupling.Models;

/// <summary>Counted n-grams as bytes, for the cache: the number of levels, and of each its arrays, every one after its length; int32, little-endian.</summary>
internal static class NGramFile
{
    public static void Write(NGramLevel[] levels, Stream to)
    {
        Write([levels.Length], to);
        foreach (NGramLevel level in levels)
        {
            Write([level.Tokens.Length, level.Counts.Length, level.Children.Length], to);
            Write(level.Tokens, to);
            Write(level.Counts, to);
            Write(level.Children, to);
        }
    }

    /// <returns>Null if these are no such bytes.</returns>
    public static NGramLevel[]? Read(ReadOnlySpan<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian || bytes.Length % sizeof(int) != 0)
        {
            return null;
        }

        ReadOnlySpan<int> numbers = MemoryMarshal.Cast<byte, int>(bytes);
        if (numbers.Length == 0 || numbers[0] is < 1 or > NGramModel.MaximumOrder)
        {
            return null;
        }

        var levels = new NGramLevel[numbers[0]];
        ReadOnlySpan<int> rest = numbers[1..];
        for (int k = 0; k < levels.Length; k++)
        {
            if (rest.Length < 3 || (long)rest[0] + rest[1] + rest[2] > rest.Length - 3 || rest[0] < 0 || rest[1] < 0 || rest[2] < 0)
            {
                return null;
            }

            (int tokens, int counts, int children) = (rest[0], rest[1], rest[2]);
            rest = rest[3..];
            levels[k] = new NGramLevel(rest[..tokens].ToArray(), rest[tokens..(tokens + counts)].ToArray(), rest.Slice(tokens + counts, children).ToArray());
            rest = rest[(tokens + counts + children)..];
        }

        return rest.IsEmpty ? levels : null;
    }

    private static void Write(ReadOnlySpan<int> numbers, Stream to)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new IOException("The cache is for little-endian machines.");
        }

        to.Write(MemoryMarshal.AsBytes(numbers));
    }
}
