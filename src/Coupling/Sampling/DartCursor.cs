using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>Walks one party's darts of a round in time order, beginning after a given dart.</summary>
public sealed class DartCursor
{
    private readonly List<Dart> ahead = [];
    private readonly IDarts darts;
    private readonly long round;
    private readonly Dart origin;
    private int next;
    private uint nextWindow;

    /// <param name="darts">The party's darts.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="origin">The walk begins with the first dart later than this one.</param>
    public DartCursor(IDarts darts, long round, Dart origin)
    {
        ArgumentNullException.ThrowIfNull(darts);
        this.darts = darts;
        this.round = round;
        this.origin = origin;
        nextWindow = origin.Window;
    }

    /// <summary>The next dart, which stays the next one.</summary>
    public Dart Peek()
    {
        while (next == ahead.Count)
        {
            ahead.Clear();
            next = 0;
            bool isFirst = nextWindow == origin.Window;
            nextWindow = darts.Append(round, nextWindow, ahead);
            while (isFirst && next < ahead.Count && !origin.IsBefore(ahead[next]))
            {
                next++;
            }
        }

        return ahead[next];
    }

    /// <summary>The next dart, which is used up.</summary>
    public Dart Take()
    {
        Dart dart = Peek();
        next++;
        return dart;
    }
}
