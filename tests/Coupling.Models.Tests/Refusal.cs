using Coupling.Distributions;

namespace Coupling.Models.Tests;

internal static class Refusal
{
    /// <summary>The action is refused as bad data, in a message that has all these parts.</summary>
    public static void Names(Func<object> action, params string[] parts)
    {
        string message = Assert.Throws<BadDataException>(action).Message;
        foreach (string part in parts)
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }
}
