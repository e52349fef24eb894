using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Party.Plans;

/// <summary>A run as one party knows it: the public plan, and its own rows.</summary>
internal sealed class PartyRun
{
    private readonly Protocol[] protocols;
    private readonly PartyContext context;

    public PartyRun(Role role, PublicPlan plan, Row row, Row? prior = null)
    {
        Plan = plan;
        Row = row;
        protocols = [.. plan.Modes.Select(ProtocolCatalog.Parse)];
        context = new PartyContext(role, new ConstantRows(row), plan.Seed) { Prior = prior };
    }

    public PublicPlan Plan { get; }

    public Row Row { get; }

    public PartyContext Context => context;

    /// <summary>Mode number <paramref name="mode"/> of the plan.</summary>
    public Protocol ProtocolAt(uint mode) => mode < protocols.Length
        ? protocols[mode]
        : throw new BadDataException($"mode: {mode} (allowed: 0 to {protocols.Length - 1})");
}
