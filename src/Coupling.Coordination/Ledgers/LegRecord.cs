using System.Net;
using Coupling.Link;

namespace Coupling.Coordination.Ledgers;

/// <summary>
/// The two ends of one leg, as its packets have them: whoever captured them finds the leg by it, and knows which mode and
/// attempt it served.
/// </summary>
/// <param name="Attempt">Of the lease; 1 is the first.</param>
/// <param name="Leg">`alice-link` or `link-bob`.</param>
/// <param name="From">address:port of who dialled.</param>
/// <param name="To">address:port that was dialled.</param>
public sealed record LegRecord(int Attempt, string Leg, string From, string To)
{
    public const string AliceToLink = "alice-link";
    public const string LinkToBob = "link-bob";

    /// <summary>Both legs of a connection; the first only if Bob did not answer.</summary>
    internal static IEnumerable<LegRecord> Of(int attempt, LinkConnection connection)
    {
        if (connection is { AliceEndPoint: { } alice, AliceSees: { } dialled })
        {
            yield return Of(attempt, AliceToLink, alice, dialled);
        }

        if (connection is { BobSees: { } link, BobEndPoint: { } bob })
        {
            yield return Of(attempt, LinkToBob, link, bob);
        }
    }

    private static LegRecord Of(int attempt, string leg, EndPoint from, EndPoint to) => new(attempt, leg, $"{from}", $"{to}");
}
