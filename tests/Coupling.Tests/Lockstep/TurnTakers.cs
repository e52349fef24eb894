using Coupling.Bits;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>
/// A toy protocol that cannot do without the rule that a unit which has spoken waits for the next turn: twice, Alice says
/// a number and Bob a bit, and all units use the same widths. Without the rule unit 0 takes what unit 1 was told, and widths,
/// frames, turns and totals are all as they should be.
/// </summary>
internal sealed class TurnTakers(int units)
{
    private readonly List<ulong>[] heard = [.. Enumerable.Range(0, units).Select(_ => new List<ulong>())];

    /// <summary>What fails without the rule: each of Bob's units has heard what Alice's unit said.</summary>
    public bool EveryUnitHeardItsOwn =>
        Enumerable.Range(0, units).All(unit => heard[unit].SequenceEqual([Number(unit, 0), Number(unit, 1)]));

    public async ValueTask ConverseAsync(Role role, int unit, IBitWire wire)
    {
        for (int time = 0; time < 2; time++)
        {
            if (role == Role.Alice)
            {
                wire.Send(Number(unit, time), 4);
                await wire.ReceiveAsync(1);
            }
            else
            {
                heard[unit].Add(await wire.ReceiveAsync(4));
                wire.Send(1, 1);
            }
        }
    }

    private static ulong Number(int unit, int time) => (ulong)((unit * 2) + time);
}
