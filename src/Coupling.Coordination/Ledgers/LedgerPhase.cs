namespace Coupling.Coordination.Ledgers;

/// <summary>Where a mode's traffic is booked.</summary>
public enum LedgerPhase
{
    /// <summary>From the dial until both sides know which lease the connection serves.</summary>
    Handshake,

    /// <summary>What is said once per connection.</summary>
    Setup,

    /// <summary>The rounds that count.</summary>
    Rounds,

    /// <summary>From the last round until the connection is closed.</summary>
    Teardown,

    /// <summary>Spent again, or in vain, because an attempt failed.</summary>
    Retry,

    /// <summary>On a connection that broke: how much of it arrived is not known.</summary>
    Indeterminate,
}
