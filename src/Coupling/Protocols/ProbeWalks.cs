using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// The searches of a batch of rounds, in the order of its units. Every turn looks at each of them: they were made one after the other, so
/// that they lie beside each other in memory, in that order, and are used again all together.
/// </summary>
internal sealed class ProbeWalks
{
    private readonly List<ProbeWalk> made = [];
    private readonly List<ProbeWalk> going = [];
    private int begun;

    /// <summary>Those that are not over.</summary>
    public int Count => going.Count;

    /// <summary>Alice's: probes that are not answered.</summary>
    public List<Probe> Heard { get; } = [];

    /// <summary>One that is not over.</summary>
    public ProbeWalk this[int index] => going[index];

    /// <summary>Begins one more.</summary>
    /// <param name="darts">The party's own.</param>
    /// <param name="round">0..2^48−1, above those before.</param>
    /// <param name="a">A: the walk begins with the first dart after it.</param>
    /// <param name="unit">Of the batch.</param>
    public ProbeWalk Begin(IDarts darts, long round, in Dart a, int unit)
    {
        if (begun == made.Count)
        {
            made.Add(new ProbeWalk());
        }

        ProbeWalk walk = made[begun++].Begin(darts, round, a, unit);
        going.Add(walk);
        return walk;
    }

    /// <summary>The rounds of those that are not over.</summary>
    /// <param name="first">Of the batch.</param>
    public List<long> Rounds(long first) => going.ConvertAll(walk => first + walk.Unit);

    /// <summary>Takes out those that are over. The others stay in order.</summary>
    public void KeepOn() => going.RemoveAll(walk => walk.IsOver);

    /// <summary>None is begun.</summary>
    public void Clear()
    {
        made.ForEach(walk => walk.Shrink());
        going.Clear();
        Heard.Clear();
        begun = 0;
    }
}
