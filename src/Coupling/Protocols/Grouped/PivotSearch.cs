using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 3: from flagged groups down to single rounds, along one hash bit. A node is odd if the two sides' XORs of that bit differ;
/// an odd node has an odd number of odd children, and an odd round holds different darts for certain.
/// </summary>
internal static class PivotSearch
{
    /// <summary>Alice's side. Gives the odd rounds, as nodes of one place, in round order.</summary>
    public static async ValueTask<List<Node>> AskAsync(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire)
    {
        for (int left = nodes.Count(IsSplit); left > 0; left = nodes.Count(IsSplit))
        {
            // Alice → Bob: the bit of each child but the last.
            foreach (Node node in nodes.Where(IsSplit))
            {
                int arity = Arity(node);
                for (int child = 0; child < arity - 1; child++)
                {
                    wire.Send(hashes.Parity(node.Part(child, arity)), 1);
                }
            }

            // Bob → Alice: which children are odd.
            var code = new ArithmeticDecoder(wire);
            var next = new List<Node>();
            foreach (Node node in nodes)
            {
                bool[] odd = IsSplit(node) ? await flags.DecodeOddAsync(code, Arity(node)).ConfigureAwait(false) : [true];
                AddOdd(next, node, odd);
            }

            nodes = next;
        }

        return nodes;
    }

    /// <summary>Bob's side of the same.</summary>
    public static async ValueTask<List<Node>> AnswerAsync(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire)
    {
        for (int left = nodes.Count(IsSplit); left > 0; left = nodes.Count(IsSplit))
        {
            var code = new ArithmeticEncoder();
            var next = new List<Node>();
            foreach (Node node in nodes)
            {
                bool[] odd = IsSplit(node) ? await HearAsync(node, hashes, wire).ConfigureAwait(false) : [true];
                if (IsSplit(node))
                {
                    flags.EncodeOdd(code, odd);
                }

                AddOdd(next, node, odd);
            }

            code.SendTo(wire);
            nodes = next;
        }

        return nodes;
    }

    // The node is odd, so its last child is what the others leave.
    private static async ValueTask<bool[]> HearAsync(Node node, LiveHashes hashes, IBitWire wire)
    {
        bool[] odd = new bool[Arity(node)];
        bool last = true;
        for (int child = 0; child < odd.Length - 1; child++)
        {
            ulong hers = await wire.ReceiveAsync(1).ConfigureAwait(false);
            odd[child] = hers != hashes.Parity(node.Part(child, odd.Length));
            last ^= odd[child];
        }

        odd[^1] = last;
        return odd;
    }

    private static void AddOdd(List<Node> next, Node node, bool[] odd)
    {
        for (int child = 0; child < odd.Length; child++)
        {
            if (odd[child])
            {
                next.Add(node.Part(child, odd.Length));
            }
        }
    }

    private static bool IsSplit(Node node) => node.Size > 1;

    private static int Arity(Node node) => node.Group.Setting.ArityOf(node.Size, node.Group.Searches - 1);
}
