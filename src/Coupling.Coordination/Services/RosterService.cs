using System.Net;
using Coupling.Coordination.Hosting;
using Coupling.Coordination.Parties;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Coupling.Wire.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Coordination.Services;

/// <summary>Where parties, or whoever started them, register.</summary>
internal sealed partial class RosterService(PartyRoster roster, CoordinatorOptions options, ILogger<RosterService> log) : Wire.V1.Roster.RosterBase
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
        RequireOwnRole(role, context);
        if (!Uri.TryCreate(request.ControlAddress, UriKind.Absolute, out Uri? control) || control.Scheme != options.Scheme)
        {
            throw new BadDataException(
                "control_address", string.Empty, $"'{request.ControlAddress}'", $"{options.Scheme}://host:port, as this coordinator speaks {(options.Identity is null ? "plain text" : "TLS")}");
        }

        EndPoint? wire = HostAndPort.TryParse(request.WireAddress);
        if (role == Role.Bob && wire is null)
        {
            throw new BadDataException("wire_address", string.Empty, $"'{request.WireAddress}'", "host:port");
        }

        PartyCard card = Reachable(request, control, wire, context);
        (PartyCard? before, _) = roster.Look(role);
        if (!roster.Register(role, card))
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"incarnation: {request.Incarnation} of {role} is over; a later one has registered"));
        }

        if (!card.Equals(before))
        {
            LogRegistered(log, role, card.ControlAddress);
        }

        return Task.FromResult(new RegisterReply());
    }

    /// <summary>A certificate speaks for one role only.</summary>
    private static void RequireOwnRole(Role role, ServerCallContext context)
    {
        PeerRole expected = role == Role.Alice ? PeerRole.Alice : PeerRole.Bob;
        if (context.GetHttpContext().Connection.ClientCertificate is { } certificate && PeerCheck.RoleOf(certificate) != expected)
        {
            throw new RpcException(new Status(StatusCode.PermissionDenied, $"role: {role}, registered with another role's certificate (allowed: {RoleName.Text(expected)}'s)"));
        }
    }

    /// <summary>A host that stands for all addresses of a party's machine is the one from which the call comes.</summary>
    private static PartyCard Reachable(PartyCard card, Uri control, EndPoint? wire, ServerCallContext context)
    {
        if (HostAndPort.Plain(new IPEndPoint(context.GetHttpContext().Connection.RemoteIpAddress ?? IPAddress.Loopback, 0)) is not { } caller)
        {
            return card;
        }

        PartyCard reachable = card.Clone();
        if (HostAndPort.IsAny(control.Host))
        {
            reachable.ControlAddress = $"{control.Scheme}://{HostAndPort.HostOf(caller)}:{control.Port}";
        }

        if (wire is IPEndPoint any && HostAndPort.IsAny(HostAndPort.HostOf(any)))
        {
            reachable.WireAddress = $"{HostAndPort.HostOf(caller)}:{any.Port}";
        }

        return reachable;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Role} has registered at {Address}")]
    private static partial void LogRegistered(ILogger log, Role role, string address);
}
