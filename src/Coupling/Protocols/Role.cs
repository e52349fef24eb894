namespace Coupling.Protocols;

/// <summary>Which party. Alice holds P and opens every conversation; Bob holds Q.</summary>
public enum Role
{
    Alice,
    Bob,
}
