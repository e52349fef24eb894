using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Link;

namespace Coupling.Coordination.Leases;

/// <summary>What all leases of a mode or a text work with.</summary>
/// <param name="Alice">The party.</param>
/// <param name="Bob">The party.</param>
/// <param name="Link">Null when it is off.</param>
/// <param name="Tally">Gets what is committed.</param>
/// <param name="Ledger">Gets the traffic.</param>
/// <param name="Time">Gets the time of the rounds.</param>
/// <param name="InFlight">Batches that may be under way at once.</param>
/// <param name="WarmSeconds">What is done before is not looked at for what is done a second.</param>
/// <param name="HoldingTime">How long the link may keep what is said; deadlines are so much later.</param>
/// <param name="Committed">Called after every commit.</param>
internal sealed record LeaseContext(
    PartyClient Alice, PartyClient Bob, LinkRelay? Link, ILeaseTally Tally, ModeLedger Ledger, RoundsTime Time, int InFlight, double WarmSeconds, TimeSpan HoldingTime, Action Committed);
