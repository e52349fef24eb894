using Coupling.Protocols;
using Coupling.Wire.Sessions;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Both ends of a connection, to be held in one test.</summary>
internal interface ITransportPair : IAsyncDisposable
{
    IBundleTransport Alice { get; }

    IBundleTransport Bob { get; }

    /// <summary>A party ends its stream in order.</summary>
    Task EndAsync(Role role);

    /// <summary>A party gives the connection up.</summary>
    Task BreakAsync(Role role);

    IBundleTransport Of(Role role) => role == Role.Alice ? Alice : Bob;
}
