using System.Text.RegularExpressions;

namespace Coupling.Architecture.Tests;

/// <summary>
/// An analyzer refuses these while the core is built; this test also sees an analyzer that was switched off, and calls of
/// other overloads.
/// </summary>
public class BannedApiTests
{
    private static readonly string[] Names =
    [
        @"System\.Random", @"new Random\b", @"\bRandom\.", @"Guid\.NewGuid", @"DateTime(Offset)?\.(Utc)?Now", @"\bStopwatch\b", @"Environment\.TickCount",
        @"\bMathF?\.(Log|Log2|Log10|Exp|Pow|Sin|Cos|Tan|Cbrt)\b", @"\bdouble\.(Log|Log2|Exp|Pow)\b", @"FusedMultiplyAdd", @"\bRandomNumberGenerator\b",
        @"\bTask\.(Delay|Run)\b", @"\bThread\b", @"\bConsole\b", @"\bFile\.", @"\bSocket\b", @"pragma warning disable RS0030",
    ];

    [Fact]
    public void The_core_names_no_banned_api() =>
        Assert.Empty(
            from path in Product.Sources("Coupling")
            let code = SourceText.Code(path)
            from name in Names
            where Regex.IsMatch(code, name)
            select $"{Path.GetFileName(path)}: {name}");

    [Fact]
    public void The_analyzers_list_bans_at_least_what_the_design_says()
    {
        string list = File.ReadAllText(Path.Combine(Product.Root, "src", "Coupling", "BannedSymbols.txt"));
        string[] required =
        [
            "T:System.Random;", "M:System.Guid.NewGuid;", "P:System.DateTime.Now;", "M:System.Math.Log(System.Double);",
            "M:System.Math.Exp(System.Double);", "M:System.Math.Pow(System.Double,System.Double);",
        ];
        Assert.All(required, symbol => Assert.Contains(symbol, list, StringComparison.Ordinal));
    }
}
