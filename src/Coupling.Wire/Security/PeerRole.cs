namespace Coupling.Wire.Security;

/// <summary>Who a certificate says its holder is.</summary>
public enum PeerRole
{
    Alice,
    Bob,
    Coordinator,

    /// <summary>Whoever submits runs.</summary>
    User,
}
