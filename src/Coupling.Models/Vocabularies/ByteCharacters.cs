namespace Coupling.Models;

/// <summary>
/// The visible character by which files of byte-level BPE write each byte (GPT-2's bytes_to_unicode): ! to ~, ¡ to ¬ and ® to ÿ are
/// themselves, the other 68 are U+0100, U+0101, … in order.
/// </summary>
internal static class ByteCharacters
{
    private static readonly char[] Characters = Make();

    private static readonly Dictionary<char, byte> Bytes = Characters.Select((c, b) => (c, b)).ToDictionary(pair => pair.c, pair => (byte)pair.b);

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[bytes.Length];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = Characters[bytes[i]];
        }

        return new string(text);
    }

    /// <returns>The bytes; null if a character stands for none.</returns>
    public static byte[]? Read(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!Bytes.TryGetValue(text[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    private static char[] Make()
    {
        char[] characters = new char[256];
        char next = '\u0100';
        for (int b = 0; b < characters.Length; b++)
        {
            bool visible = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[b] = visible ? (char)b : next++;
        }

        return characters;
    }
}
