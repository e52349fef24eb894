using System.Globalization;

namespace Coupling.Models;

/// <summary>A line of a <c>.tiktoken</c> file: the token's bytes in base64, a space, its number.</summary>
internal static class TiktokenLine
{
    /// <exception cref="FormatException">It is none.</exception>
    public static (int Token, byte[] Bytes) Read(string line)
    {
        string[] parts = line.TrimEnd('\r').Split(' ');
        return parts.Length == 2
            ? (int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture), Convert.FromBase64String(parts[0]))
            : throw new FormatException($"\"{line}\" is no line of a token and its number.");
    }
}
