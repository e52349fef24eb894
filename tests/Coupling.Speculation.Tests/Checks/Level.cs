using Coupling.Statistics;

namespace Coupling.Speculation.Tests;

/// <summary>One error rate for these tests, as in the conformance suite.</summary>
public static class Level
{
    /// <summary>How often they would fail on right schemes, were the seeds not fixed.</summary>
    public const double FamilyWiseAlpha = 1e-6;

    /// <summary>Šidák's share of one question to one scheme.</summary>
    public static double PerTest { get; } = FamilyWise.PerTest(
        FamilyWiseAlpha,
        Schemes.All.Count * ((TextLawTests.Gammas.Length * TextLawTests.Models) + (ConstantRowTests.Pairs.Count * ConstantRowTests.Questions)));
}
