using Coupling.Wire.V1;

namespace Coupling.Cli.Output;

/// <summary>Shows a run while it goes on.</summary>
internal interface IRunView
{
    /// <summary>Consumes the events of a run, the last of which is that it has ended.</summary>
    Task<RunEnded> ShowAsync(IAsyncEnumerable<Progress> events);
}
