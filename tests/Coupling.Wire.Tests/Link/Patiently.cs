using Xunit.Abstractions;

namespace Coupling.Wire.Tests.Link;

/// <summary>Tries a test of times again on a machine that had something else to do, a few times, and prints each.</summary>
internal static class Patiently
{
    private const int MostTries = 5;

    public static async Task TryAsync(ITestOutputHelper output, Func<Task<(double Value, double Low, double High)>> measure)
    {
        for (int attempt = 1; ; attempt++)
        {
            (double value, double low, double high) = await measure();
            output.WriteLine($"try {attempt}: {value:G6} in {low:G6}..{high:G6}: {value >= low && value <= high}");
            if (value >= low && value <= high)
            {
                return;
            }

            Assert.True(attempt < MostTries, $"{value:G6} is not in {low:G6}..{high:G6} after {attempt} tries");
        }
    }
}
