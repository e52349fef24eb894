using Coupling.Bits;
using Coupling.Coins;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>What one side of <see cref="Probes"/> needs from its first probe to its last; used again by other rounds.</summary>
internal sealed class ProbeWalk : Spare
{
    private static readonly FullStacks Others = new();

    [ThreadStatic]
    private static OwnSpares? spares;

    private ProbeWalk(DartCursor cursor) => Cursor = cursor;

    /// <summary>The own darts after A.</summary>
    public DartCursor Cursor { get; }

    /// <summary>Darts of a group of probes, or of a cell.</summary>
    public List<Dart> Some { get; } = [];

    /// <summary>The answers to a group of probes.</summary>
    public BitWriter Answers { get; } = new();

    public static ProbeWalk Rent(IDarts darts, long round, in Dart a)
    {
        if ((spares ??= new OwnSpares(Others)).Take() is ProbeWalk spare)
        {
            spare.Cursor.Restart(darts, round, a);
            return spare;
        }

        return new ProbeWalk(new DartCursor(darts, round, a));
    }

    /// <summary>It is not used any more. One that a fault leaves behind is left to the garbage collector.</summary>
    public void Return()
    {
        Some.Clear();
        Answers.Clear();
        (spares ??= new OwnSpares(Others)).Add(this);
    }
}
