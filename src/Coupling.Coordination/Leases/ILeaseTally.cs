using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Leases;

/// <summary>What leases commit: the rounds of a mode, or the tokens of a text.</summary>
internal interface ILeaseTally
{
    /// <summary>Rounds before this one are committed.</summary>
    long Rounds { get; }

    /// <summary>Payload of what is committed, as the parties' reports add up.</summary>
    Directions PayloadBits { get; }

    /// <summary>Frames of both parties.</summary>
    long Turns { get; }

    long Batches { get; }

    /// <summary>What both parties' reports should say alike, and in how many units they do not.</summary>
    IEnumerable<(string What, string Unit, long Count)> Contradictions { get; }

    /// <summary>How the reports of one attempt are taken; a report that cannot be is a <see cref="LeaseFaultException"/>.</summary>
    /// <param name="committed">Called after every commit.</param>
    Func<Role, WorkReport, CancellationToken, Task> TakeReports(Action committed);
}
