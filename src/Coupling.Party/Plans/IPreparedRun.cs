using Coupling.Wire.V1;

namespace Coupling.Party.Plans;

/// <summary>A run for which a party has prepared itself.</summary>
internal interface IPreparedRun
{
    PublicPlan Plan { get; }

    /// <summary>The name of mode number <paramref name="mode"/> of the plan.</summary>
    /// <exception cref="Coupling.Distributions.BadDataException">The plan has no such mode.</exception>
    string NameOf(uint mode);
}
