using System.Globalization;

namespace Coupling.Processes.Tests.Programs;

/// <summary>The two distributions of most tests.</summary>
internal static class Pair
{
    public const string P = "inline:0.4,0.3,0.2,0.1";
    public const string Q = "inline:0.1,0.15,0.25,0.5";
    public const string OtherQ = "inline:0.25,0.25,0.25,0.25";

    public static double[] Weights(string inline) =>
        [.. inline["inline:".Length..].Split(',').Select(weight => double.Parse(weight, CultureInfo.InvariantCulture))];
}
