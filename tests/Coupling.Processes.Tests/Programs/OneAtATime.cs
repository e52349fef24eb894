namespace Coupling.Processes.Tests.Programs;

/// <summary>All tests of this project, one after another: each starts processes of its own, and the machine is small.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime : ICollectionFixture<EveryMode>
{
    public const string Name = "processes";
}
