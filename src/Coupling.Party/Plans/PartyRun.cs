using Coupling.Distributions;
using Coupling.Input;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Plans;

/// <summary>A run as one party knows it: the public plan, and its own rows.</summary>
internal sealed class PartyRun : IPreparedRun
{
    /// <summary>Items of all workers together: each prepares the row for itself.</summary>
    private const long MostItems = 1L << 20;

    private readonly Lock gate = new();
    private readonly Protocol[] protocols;
    private readonly SequenceRows? sequence;
    private (long Rounds, double[] Weights)? mixture;

    /// <summary>A party with one row.</summary>
    public PartyRun(Role role, PublicPlan plan, Row row, Row? prior = null)
        : this(role, plan, new ConstantRows(row), prior)
    {
    }

    /// <summary>A party with the rows of a workload; a single one stands for all rows of the plan.</summary>
    public PartyRun(Role role, PublicPlan plan, RowSequence workload, Row? prior = null)
        : this(role, plan, new SequenceRows(workload, (long)plan.RoundsPerRow), prior)
    {
        Workload = workload;
    }

    private PartyRun(Role role, PublicPlan plan, IRows rows, Row? prior)
    {
        Plan = plan;
        sequence = rows as SequenceRows;
        protocols = [.. plan.Modes.Select(ProtocolCatalog.Parse)];

        // Said of the pair: a party's own single row tells nothing of the other's.
        Context = new PartyContext(role, rows, plan.Seed) { Prior = prior, RoundsPerPair = PlanRows.RoundsPerPair(plan) };
    }

    public PublicPlan Plan { get; }

    public PartyContext Context { get; }

    /// <summary>n.</summary>
    public int AlphabetSize => Context.AlphabetSize;

    /// <summary>
    /// How many may work on batches of a mode at once, each with samplers of its own: as many as there are processors, if the row stays and
    /// is not large. Rows that change are prepared once, by one.
    /// </summary>
    public int Workers => Context.Own.IsConstant ? (int)Math.Clamp(MostItems / AlphabetSize, 1, Environment.ProcessorCount) : 1;

    /// <summary>Its rows, if the plan is one of a workload.</summary>
    public RowSequence? Workload { get; }

    public string NameOf(uint mode) => ProtocolAt(mode).Name;

    /// <summary>Mode number <paramref name="mode"/> of the plan.</summary>
    public Protocol ProtocolAt(uint mode) => mode < protocols.Length
        ? protocols[mode]
        : throw new BadDataException($"mode: {mode} (allowed: 0 to {protocols.Length - 1})");

    /// <summary>What the samples of the first rounds have as their mean law: the row, or the mean of the rounds' rows.</summary>
    /// <param name="rounds">0 to as many as the plan has.</param>
    /// <exception cref="BadDataException">The plan has not so many, or a row can no longer be read.</exception>
    public ReadOnlyMemory<double> ExpectedShares(long rounds)
    {
        if (rounds < 0 || (ulong)rounds > Plan.Rounds)
        {
            throw new BadDataException("counts", "rounds", $"{rounds}", $"0 to {Plan.Rounds}, those of the plan");
        }

        if (sequence is null or { IsConstant: true } || rounds == 0)
        {
            return Context.Own.RowAt(0).Weights.ToArray();
        }

        lock (gate)
        {
            // All modes have the same rounds, but where time ends them.
            if (mixture is not { } known || known.Rounds != rounds)
            {
                known = (rounds, sequence.Mixture(0, rounds));
                mixture = known;
            }

            return known.Weights;
        }
    }
}
