using Coupling.Bits;

namespace Coupling.Protocols;

/// <summary>One party's side of a conversing mode.</summary>
public interface IConversation
{
    /// <summary>What is said once per connection, before the first round. Nothing, for most modes.</summary>
    ValueTask SetUpAsync(IBitWire wire) => ValueTask.CompletedTask;

    /// <summary>Conducts one unit and fills its samples. Straight-line code that waits for nothing but the wire.</summary>
    ValueTask ConverseAsync(Unit unit, IBitWire wire);
}
