using Coupling.Coordination.Parties;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Coordination.Services;

/// <summary>Where parties, or whoever started them, register.</summary>
internal sealed class RosterService(PartyRoster roster) : Wire.V1.Roster.RosterBase
{
    /// <inheritdoc/>
    public override Task<RegisterReply> Register(PartyCard request, ServerCallContext context)
    {
        Role role = request.Role switch
        {
            PartyRole.Alice => Role.Alice,
            PartyRole.Bob => Role.Bob,
            _ => throw new BadDataException("role", string.Empty, request.Role.ToString(), "alice or bob"),
        };
        if (!Uri.TryCreate(request.ControlAddress, UriKind.Absolute, out _))
        {
            throw new BadDataException("control_address", string.Empty, $"'{request.ControlAddress}'", "http://host:port");
        }

        if (role == Role.Bob && !System.Net.IPEndPoint.TryParse(request.WireAddress, out _))
        {
            throw new BadDataException("wire_address", string.Empty, $"'{request.WireAddress}'", "address:port");
        }

        return roster.Register(role, request)
            ? Task.FromResult(new RegisterReply())
            : throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"incarnation: {request.Incarnation} of {role} is over; a later one has registered"));
    }
}
