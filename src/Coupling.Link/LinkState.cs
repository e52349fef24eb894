namespace Coupling.Link;

/// <summary>Where a connection through the link stands.</summary>
public enum LinkState
{
    /// <summary>Alice is connected; Bob is being dialled.</summary>
    Dialling,

    /// <summary>Both legs are up.</summary>
    Open,

    /// <summary>Both parties ended their stream and everything was passed on.</summary>
    Ended,

    /// <summary>A leg failed, Bob could not be dialled, or the link cut it; the counts are indeterminate.</summary>
    Broken,
}
