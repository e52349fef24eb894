namespace Coupling.Coordination.Tallies;

/// <summary>What a party reports as done in one piece: a batch of rounds, or a pass of a text.</summary>
internal interface IReported
{
    /// <summary>Its first round, or how many tokens the text had before it.</summary>
    long First { get; }
}
