using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// Bob's walk through his darts after Alice's first one, A, to the first that she says she does not have: steps 5 and 6 of `repair`,
/// and the searches of `repair-grouped` where the pair is far apart. It looks at times and hashes of darts, never at items.
/// </summary>
internal static class Probes
{
    private const int HashBits = 2;

    /// <summary>
    /// No gap between Bob's darts has more cells, and no cell more of his darts: both have a mean of 1. Without these limits a Bob who
    /// probes one dart of Alice's for ever, or far away, would keep her.
    /// </summary>
    private const int Most = 127;

    private const ulong Yes = 1;

    /// <summary>Alice's side: answers groups of probes, until a group has a "no".</summary>
    /// <exception cref="WireProtocolException">No darts lie where Bob says that his do.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public static async ValueTask AnswerAsync(IDarts darts, long round, Dart a, IBitWire wire, ProbeGroups groups)
    {
        ProbeWalk walk = ProbeWalk.Rent(darts, round, a);
        long read = -1;
        long cell = 0;
        int inCell = 0;
        bool found = false;
        for (int group = 0; !found && group < groups.Most; group++)
        {
            walk.Answers.Clear();
            for (int probe = 0; probe < groups.Size(group); probe++)
            {
                long cells = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
                cell += cells;
                inCell = cells == 0 ? inCell + 1 : 1;
                if (cells > Most || inCell > Most)
                {
                    throw new WireProtocolException($"{cells} cells on to dart {inCell} of a cell: neither is ever more than {Most}.");
                }

                ulong hash = await wire.ReceiveAsync(HashBits).ConfigureAwait(false);
                if (cell != read)
                {
                    ReadCell(walk, a, cell);
                    read = cell;
                }

                bool mine = AnyHas(walk.Some, hash);
                walk.Answers.Write(mine ? Yes : 0, 1);
                found |= !mine;
            }

            wire.SendAll(walk.Answers);
        }

        walk.Return();
    }

    /// <summary>Bob's side: the dart that she does not have.</summary>
    /// <exception cref="WireProtocolException">She says that she has all of them.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public static async ValueTask<Dart> AskAsync(IDarts darts, long round, Dart a, IBitWire wire, ProbeGroups groups)
    {
        ProbeWalk walk = ProbeWalk.Rent(darts, round, a);
        long cell = 0;
        for (int group = 0; group < groups.Most; group++)
        {
            // Bob → Alice, per probe: its cell, as the difference to the probe before, and 2 hash bits.
            walk.Some.Clear();
            for (int probe = 0; probe < groups.Size(group); probe++)
            {
                Dart dart = walk.Cursor.Take();
                long place = dart.CellAfter(a);
                wire.SendUnary(place - cell);
                wire.Send(Hash(dart), HashBits);
                cell = place;
                walk.Some.Add(dart);
            }

            // Alice → Bob, per probe: whether a dart of hers lies there. He takes the first that she does not have.
            Dart? found = null;
            foreach (Dart dart in walk.Some)
            {
                ulong answer = await wire.ReceiveAsync(1).ConfigureAwait(false);
                found ??= answer == Yes ? null : dart;
            }

            if (found is { } taken)
            {
                walk.Return();
                return taken;
            }
        }

        throw new WireProtocolException("Every probe was answered yes: Alice seems to have all of Bob's darts.");
    }

    private static ulong Hash(in Dart dart) => dart.Hash & ((1UL << HashBits) - 1);

    /// <summary>Alice's darts of a cell after A. Cells never go back.</summary>
    private static void ReadCell(ProbeWalk walk, in Dart a, long cell)
    {
        walk.Some.Clear();
        for (long place = walk.Cursor.Peek().CellAfter(a); place <= cell; place = walk.Cursor.Peek().CellAfter(a))
        {
            Dart dart = walk.Cursor.Take();
            if (place == cell)
            {
                walk.Some.Add(dart);
            }
        }
    }

    private static bool AnyHas(List<Dart> darts, ulong hash)
    {
        foreach (Dart dart in darts)
        {
            if (Hash(dart) == hash)
            {
                return true;
            }
        }

        return false;
    }
}
