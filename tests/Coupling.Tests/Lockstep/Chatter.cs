using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>
/// A toy protocol that is as irregular as a protocol may be: who speaks next, how many bits, and when it ends depend on the
/// unit and on all that was said in it; each party adds a secret to what it says. Either may open, some units are silent.
/// </summary>
internal sealed class Chatter(int units)
{
    private const int EndsOneIn = 12;

    private readonly Dictionary<Role, List<Utterance>[]> remembered = new()
    {
        [Role.Alice] = [.. Enumerable.Range(0, units).Select(_ => new List<Utterance>())],
        [Role.Bob] = [.. Enumerable.Range(0, units).Select(_ => new List<Utterance>())],
    };

    public int Units => units;

    /// <summary>All that was said in a unit, as <paramref name="role"/> sent or received it.</summary>
    public IReadOnlyList<Utterance> Transcript(Role role, int unit) => remembered[role][unit];

    public long SaidBits(Role speaker, int unit) =>
        remembered[speaker][unit].Where(utterance => utterance.Speaker == speaker).Sum(utterance => (long)utterance.Width);

    public async ValueTask ConverseAsync(Role role, int unit, IBitWire wire)
    {
        ulong state = Mix(0, (uint)unit);
        while (state % EndsOneIn != 0)
        {
            Role speaker = (state >> 8) % 2 == 0 ? Role.Alice : Role.Bob;
            int width = (int)((state >> 16) % 65);
            ulong value;
            if (speaker == role)
            {
                ulong secret = Mix(state, (uint)role + 77);
                value = width == 0 ? 0 : secret >> (64 - width);
                wire.Send(value, width);
            }
            else
            {
                value = await wire.ReceiveAsync(width);
            }

            remembered[role][unit].Add(new Utterance(speaker, value, width));
            state = Mix(state, (uint)value);
        }
    }

    private static ulong Mix(ulong state, uint value) => Philox4x32.Block(state, value, 0, 0, 0).Low;
}
