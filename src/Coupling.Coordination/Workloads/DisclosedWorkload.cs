using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tallies;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Coordination.Workloads;

/// <summary>What the coordinator knows of both parties' disclosed workloads: numbers per row, never more than one row of each at a time.</summary>
internal sealed class DisclosedWorkload
{
    private readonly RunPlan plan;
    private readonly Dictionary<Protocol, RowLaws> laws = [];
    private readonly double[] distances;
    private readonly MeanRow aliceMean;
    private readonly MeanRow bobMean;

    /// <summary>One of which nothing is known yet.</summary>
    public DisclosedWorkload(RunPlan plan, RowLayout layout)
    {
        aliceMean = new MeanRow((int)plan.Public.AlphabetSize);
        bobMean = new MeanRow((int)plan.Public.AlphabetSize);
        this.plan = plan;
        Layout = layout;
        int rows = layout.Begun((long)plan.Public.Rounds);
        distances = new double[rows];
        foreach (Protocol protocol in plan.Protocols)
        {
            laws.Add(protocol, new RowLaws(protocol, plan.Public, rows));
        }
    }

    public RowLayout Layout { get; }

    /// <summary>The mean row over all rounds of the plan, of Alice.</summary>
    public double[] AliceMixture => aliceMean.Weights();

    /// <summary>Of Bob.</summary>
    public double[] BobMixture => bobMean.Weights();

    /// <summary>D of a row.</summary>
    public double Distance(int row) => distances[row];

    public RowLaws LawsOf(Protocol protocol) => laws[protocol];

    /// <summary>Reads both workloads once.</summary>
    /// <param name="alice">The party, and what she said of hers.</param>
    /// <param name="bob">Likewise.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="layout">Its rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunFaultException">A party cannot be reached, or its rows are not what it said.</exception>
    public static async Task<DisclosedWorkload> ReadAsync(
        (PartyClient Client, Disclosure Shape) alice, (PartyClient Client, Disclosure Shape) bob, RunPlan plan, RowLayout layout, CancellationToken cancellationToken)
    {
        var workload = new DisclosedWorkload(plan, layout);
        await foreach ((int number, Row p, Row q) in RowPairs.ReadAsync(alice, bob, plan, workload.distances.Length, cancellationToken).ConfigureAwait(false))
        {
            workload.Learn(number, p, q);
        }

        return workload;
    }

    /// <summary>Takes in the next pair; nothing of it is kept but numbers.</summary>
    public void Learn(int number, Row p, Row q)
    {
        long rounds = Layout.RoundsIn(number, (long)plan.Public.Rounds);
        distances[number] = TotalVariation.Of(p.Weights, q.Weights);
        aliceMean.Add(p, rounds);
        bobMean.Add(q, rounds);
        foreach (RowLaws modeLaws in laws.Values)
        {
            modeLaws.Learn(number, rounds, p, q, plan.Prior);
        }
    }

    /// <summary>
    /// Learns the law of what an adaptive mode did: each row's agreement under the settings that were used there. Reads the rows once
    /// more. Does nothing for modes whose law is known, or has none.
    /// </summary>
    /// <exception cref="RunFaultException">A party cannot be reached, or its rows are not what it said.</exception>
    public async Task LearnSettingsAsync(
        Protocol protocol, RowTally tally, (PartyClient Client, Disclosure Shape) alice, (PartyClient Client, Disclosure Shape) bob, CancellationToken cancellationToken)
    {
        RowLaws modeLaws = LawsOf(protocol);
        if (modeLaws.IsByRound || !modeLaws.HoldsUnits)
        {
            return;
        }

        var agreements = new double[tally.Rows];
        await foreach ((int number, Row p, Row q) in RowPairs.ReadAsync(alice, bob, plan, tally.Rows, cancellationToken).ConfigureAwait(false))
        {
            agreements[number] = SettingLaw.Of(protocol, p.Weights, q.Weights, tally.Settings(number));
        }

        modeLaws.Agreements = agreements;
    }
}
