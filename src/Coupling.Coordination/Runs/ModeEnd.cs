namespace Coupling.Coordination.Runs;

/// <summary>What ended a mode, as results name it.</summary>
internal static class ModeEnd
{
    /// <summary>All rounds that were asked for, or that a plan can have, are done.</summary>
    public const string Rounds = "rounds";

    /// <summary>Its time is over.</summary>
    public const string Seconds = "seconds";

    /// <summary>It has said as much as it may.</summary>
    public const string Payload = "payload";

    /// <summary>It was not begun: its time is over before this link can have carried its first unit.</summary>
    public const string Link = "link";
}
