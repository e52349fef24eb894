namespace Coupling.Theory.Tests;

/// <summary>A fact about the oracle file, skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleFactAttribute : FactAttribute
{
    public OracleFactAttribute()
    {
        if (OracleFile.Find() is null)
        {
            Skip = "no shared/oracles.json in any folder above the tests";
        }
    }
}
