using Coupling.Statistics;

namespace Coupling.Conformance;

/// <summary>One error rate for the whole suite.</summary>
public static class Level
{
    /// <summary>How often the suite would fail on a right implementation, were the seeds not fixed.</summary>
    public const double FamilyWiseAlpha = 1e-6;

    /// <summary>Contracts that a mode keeps once more where a pair is not said to stay for the whole run.</summary>
    private const int ContractsOfOtherCoins = 6;

    /// <summary>
    /// Šidák's share of one question to one mode on one pair. Modes share coins, so the questions are not all independent;
    /// at this size Šidák's level is Bonferroni's to seven digits, and that one asks for no independence.
    /// </summary>
    public static double PerTest { get; } =
        FamilyWise.PerTest(FamilyWiseAlpha, TestPairs.All.Count * LawCheck.All.Count * (ModeLaw.All.Count + ContractsOfOtherCoins + ManyRoundsTests.Modes));
}
