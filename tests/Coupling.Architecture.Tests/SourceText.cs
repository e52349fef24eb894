using System.Text.RegularExpressions;

namespace Coupling.Architecture.Tests;

/// <summary>C# source as text.</summary>
internal static partial class SourceText
{
    /// <summary>The code without comments. No source here has `//` or `/*` inside a string other than an address.</summary>
    public static string Code(string path) => Comment().Replace(File.ReadAllText(path), string.Empty);

    /// <summary>The text between the parenthesis at <paramref name="open"/> and the one that closes it.</summary>
    public static string Arguments(string code, int open)
    {
        int depth = 0;
        for (int place = open; place < code.Length; place++)
        {
            depth += code[place] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return code[(open + 1)..place];
            }
        }

        throw new InvalidOperationException("A parenthesis is not closed.");
    }

    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
