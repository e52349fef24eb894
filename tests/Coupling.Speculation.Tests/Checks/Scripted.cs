using Coupling.Bits;

namespace Coupling.Speculation.Tests;

/// <summary>A side that says and hears what a test tells it to.</summary>
public sealed class Scripted(Func<IBitWire, Task> converse) : ISpeculator
{
    public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
    {
        await converse(wire).ConfigureAwait(false);
        return new Pass(drafts, 0, []);
    }
}
