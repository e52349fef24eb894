using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Links;

/// <summary>Has Alice measure the link, and takes the probe's connection off its list.</summary>
internal static class LinkProbe
{
    /// <summary>How long the link may need to notice the end of a connection that has ended.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    /// <exception cref="RunFaultException">Alice could not.</exception>
    public static async Task<ProbeLinkReply> RunAsync(
        PartyClient alice, LinkRelay link, ByteString planHash, LinkShaping shaping, CancellationToken cancellationToken)
    {
        ProbeLinkReply reply = await alice.ProbeLinkAsync(planHash, link.Address, shaping, cancellationToken).ConfigureAwait(false);
        LinkConnection? connection = link.Connections.LastOrDefault(candidate => candidate.AliceEndPoint?.ToString() == reply.ConnectionFrom);
        if (connection is not null)
        {
            // Its port may be given to a lease's connection later, which must not be taken for it.
            await connection.Completion.WaitAsync(EndTime, cancellationToken).ConfigureAwait(false);
            link.Forget(connection.Id);
        }

        return reply;
    }
}
