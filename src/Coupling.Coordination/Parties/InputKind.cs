namespace Coupling.Coordination.Parties;

/// <summary>What the parties of a run are asked to hold.</summary>
internal enum InputKind
{
    /// <summary>One distribution each.</summary>
    Distribution,

    /// <summary>Rows of distributions.</summary>
    Workload,

    /// <summary>A language model.</summary>
    Model,
}
