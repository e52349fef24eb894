using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    /// <summary>The hash bits of a probe.</summary>
    public const int HashBits = 2;

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
        var heard = new List<Probe>();
        bool found = false;
        for (int group = 0; !found && group < groups.Most; group++)
        {
            heard.Clear();
            await HearAsync(walk, groups.Size(group), heard, wire).ConfigureAwait(false);
            found = Answer(walk, CollectionsMarshal.AsSpan(heard), wire);
        }

        walk.Return();
    }

    /// <summary>Bob → Alice, per probe of a group: its cell, as the difference to the probe before, and 2 hash bits.</summary>
    /// <param name="walk">Hers.</param>
    /// <param name="probes">Of the group.</param>
    /// <param name="heard">Gets them; what it holds already stays.</param>
    /// <param name="wire">To Bob.</param>
    /// <exception cref="WireProtocolException">No darts lie where Bob says that his do.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public static async ValueTask HearAsync(ProbeWalk walk, int probes, List<Probe> heard, IBitWire wire)
    {
        for (int probe = 0; probe < probes; probe++)
        {
            long cells = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            walk.Cell += cells;
            walk.InCell = cells == 0 ? walk.InCell + 1 : 1;
            if (cells > Most || walk.InCell > Most)
            {
                throw new WireProtocolException($"{cells} cells on to dart {walk.InCell} of a cell: neither is ever more than {Most}.");
            }

            heard.Add(new Probe(walk.Cell, Item: -1, (int)await wire.ReceiveAsync(HashBits).ConfigureAwait(false)));
        }
    }

    /// <summary>Alice → Bob, per probe of the group: whether a dart of hers lies there. Whether there is a "no".</summary>
    public static bool Answer(ProbeWalk walk, ReadOnlySpan<Probe> heard, IBitWire wire)
    {
        bool found = false;
        foreach (Probe probe in heard)
        {
            bool mine = HasAt(walk, probe);
            wire.Send(mine ? Yes : 0, 1);
            found |= !mine;
        }

        return found;
    }

    /// <summary>Bob's side: the item of the dart that she does not have.</summary>
    /// <exception cref="WireProtocolException">She says that she has all of them.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public static async ValueTask<int> AskAsync(IDarts darts, long round, Dart a, IBitWire wire, ProbeGroups groups)
    {
        ProbeWalk walk = ProbeWalk.Rent(darts, round, a);
        for (int group = 0; group < groups.Most; group++)
        {
            Ask(walk, groups.Size(group), wire);
            if (await HearAnswersAsync(walk, wire).ConfigureAwait(false) is { } taken)
            {
                walk.Return();
                return taken;
            }
        }

        throw HasAll();
    }

    /// <summary>Bob → Alice, per probe of a group: its cell, as the difference to the probe before, and 2 hash bits.</summary>
    public static void Ask(ProbeWalk walk, int probes, IBitWire wire)
    {
        walk.Drop(walk.Asked);
        for (int probe = 0; probe < probes; probe++)
        {
            Probe asked = walk[probe];
            wire.SendUnary(asked.Cell - walk.Cell);
            wire.Send((ulong)asked.Hash, HashBits);
            walk.Cell = asked.Cell;
        }

        walk.Asked = probes;
    }

    /// <summary>Alice → Bob, per probe of the group: whether a dart of hers lies there. He takes the first that she does not have.</summary>
    /// <returns>Its item; null if she says that she has all of them.</returns>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public static async ValueTask<int?> HearAnswersAsync(ProbeWalk walk, IBitWire wire)
    {
        int? found = null;
        for (int probe = 0; probe < walk.Asked; probe++)
        {
            ulong answer = await wire.ReceiveAsync(1).ConfigureAwait(false);
            found ??= answer == Yes ? null : walk[probe].Item;
        }

        return found;
    }

    /// <summary>What is thrown after the last group.</summary>
    public static WireProtocolException HasAll() => new("Every probe was answered yes: Alice seems to have all of Bob's darts.");

    /// <summary>Whether one of Alice's darts lies in the cell of a probe and has its hash bits. Cells never go back.</summary>
    private static bool HasAt(ProbeWalk walk, Probe probe)
    {
        while (walk[0].Cell < probe.Cell)
        {
            walk.Drop(1);
        }

        for (int index = 0; walk[index].Cell == probe.Cell; index++)
        {
            if (walk[index].Hash == probe.Hash)
            {
                return true;
            }
        }

        return false;
    }
}
