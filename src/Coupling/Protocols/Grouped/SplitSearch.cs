using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 3 under `+turns`: every part whose c₀-bit XOR differs is split on, down to single rounds. More bits than a search along one
/// bit, and fewer turns, as no difference waits for another.
/// </summary>
internal static class SplitSearch
{
    /// <summary>Alice's side. Gives the rounds that differ, as nodes of one place, in round order.</summary>
    public static async ValueTask<List<Node>> AskAsync(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire)
    {
        for (int splits = 1; nodes.Count > 0 && nodes[0].Size > 1; splits++)
        {
            // Alice → Bob: the c0-bit XOR of each child but the last.
            foreach (Node node in nodes)
            {
                GroupSetting setting = node.Group.Setting;
                for (int child = 0; child < setting.Arity - 1; child++)
                {
                    wire.Send(hashes.Xor(node.Part(child, setting.Arity)), setting.HashBits);
                }
            }

            // Bob → Alice: which children differ.
            var code = new ArithmeticDecoder(wire);
            var next = new List<Node>();
            foreach (Node node in nodes)
            {
                int arity = node.Group.Setting.Arity;
                bool any = false;
                for (int child = 0; child < arity; child++)
                {
                    bool differs = (!any && child == arity - 1) || await flags.DecodeDiffersAsync(code, splits).ConfigureAwait(false);
                    Add(next, node.Part(child, arity), differs);
                    any |= differs;
                }
            }

            nodes = next;
        }

        return nodes;
    }

    /// <summary>Bob's side of the same.</summary>
    public static async ValueTask<List<Node>> AnswerAsync(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire)
    {
        for (int splits = 1; nodes.Count > 0 && nodes[0].Size > 1; splits++)
        {
            var code = new ArithmeticEncoder();
            var next = new List<Node>();
            foreach (Node node in nodes)
            {
                GroupSetting setting = node.Group.Setting;
                uint rest = node.Difference;
                bool any = false;
                for (int child = 0; child < setting.Arity; child++)
                {
                    Node part = node.Part(child, setting.Arity);
                    uint difference = rest;
                    if (child < setting.Arity - 1)
                    {
                        difference = (uint)await wire.ReceiveAsync(setting.HashBits).ConfigureAwait(false) ^ hashes.Xor(part);
                        rest ^= difference;
                    }

                    // The last child differs if no other does: its parent does.
                    if (any || child < setting.Arity - 1)
                    {
                        flags.EncodeDiffers(code, difference != 0, splits);
                    }

                    Add(next, part with { Difference = difference }, difference != 0);
                    any |= difference != 0;
                }
            }

            code.SendTo(wire);
            nodes = next;
        }

        return nodes;
    }

    private static void Add(List<Node> next, Node part, bool differs)
    {
        if (differs)
        {
            next.Add(part);
        }
    }
}
