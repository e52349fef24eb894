using System.Globalization;

namespace Coupling.Tests;

/// <summary>A table of tests/Golden: tab-separated, `#` begins a comment, doubles are the hex digits of their bits.</summary>
internal static class GoldenFile
{
    public static IReadOnlyList<string[]> Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        return [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];
    }

    public static ulong Bits(string hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static double Double(string hex) => BitConverter.UInt64BitsToDouble(Bits(hex));

    public static long Long(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    public static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
