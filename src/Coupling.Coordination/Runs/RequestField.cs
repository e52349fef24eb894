using System.Globalization;
using Coupling.Coordination.Parties;
using Coupling.Wire.Links;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>What the fields of every request must be like.</summary>
internal static class RequestField
{
    private const int LongestName = 64;

    /// <exception cref="RunFaultException">A name is none.</exception>
    public static void RequireNames(SubmitRequest request)
    {
        Require(IsName(request.RunId), "run name", request.RunId, "1 to 64 of a-z, A-Z, 0-9, '-', '_'");
        Require(request.StoreName.Length == 0 || IsName(request.StoreName), "store name", request.StoreName, "1 to 64 of a-z, A-Z, 0-9, '-', '_'");
    }

    /// <exception cref="RunFaultException">The link's shape is out of range.</exception>
    public static void RequireLink(SubmitRequest request)
    {
        if (LinkShapings.Problem(request.Link) is { } problem)
        {
            Require(false, $"link: {problem.Field}", problem.Value, problem.Allowed);
        }
    }

    /// <exception cref="RunFaultException">It does not hold; the message names the field.</exception>
    public static void Require(bool holds, string field, object value, string allowed)
    {
        if (!holds)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{field}: {value} (allowed: {allowed})");
            throw new RunFaultException(RunFault.Usage, text);
        }
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
