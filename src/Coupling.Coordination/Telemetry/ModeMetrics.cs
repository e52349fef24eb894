using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Telemetry;

/// <summary>Tells the instruments what has been added to a mode since it last told them.</summary>
/// <remarks>
/// It is to tell what is kept, when it is kept: then whoever goes on from a store tells the rest and nothing twice. Payload bits of the
/// rounds are told as rounds are committed; all else when it is booked, at the barrier that ends its phase.
/// </remarks>
internal sealed class ModeMetrics(string mode, ModeTally tally, ModeLedger ledger)
{
    private const int BitsPerByte = 8;

    private static readonly LedgerPhase[] Phases = Enum.GetValues<LedgerPhase>();

    private readonly KeyValuePair<string, object?> modeTag = new("mode", mode);
    private readonly Directions[] payload = new Directions[Phases.Length];
    private readonly Directions[] message = new Directions[Phases.Length];
    private readonly Directions[] socket = new Directions[Phases.Length];
    private long rounds;
    private long agreements;

    /// <summary>Passes over what an earlier coordinator has told before it kept it. What is booked because that one died is still told.</summary>
    public void Skip(StoredMode stored)
    {
        rounds = stored.Tally.Rounds;
        agreements = stored.Tally.Agreements;
        foreach (LedgerPhase phase in Phases)
        {
            payload[(int)phase] = stored.Ledger.PayloadBits[(int)phase].ToDirections();
            message[(int)phase] = stored.Ledger.MessageBytes[(int)phase].ToDirections();
            socket[(int)phase] = stored.Ledger.SocketBytes[(int)phase].ToDirections();
        }

        payload[(int)LedgerPhase.Rounds] = Most(payload[(int)LedgerPhase.Rounds], stored.Tally.PayloadBits.ToDirections());
    }

    public void Tell()
    {
        CoordinatorInstruments.Rounds.Add(tally.Rounds - rounds, modeTag);
        CoordinatorInstruments.Agreements.Add(tally.Agreements - agreements, modeTag);
        rounds = tally.Rounds;
        agreements = tally.Agreements;
        foreach (LedgerPhase phase in Phases)
        {
            Directions said = ledger.PayloadBits[phase];
            Tell("payload", phase, payload, phase == LedgerPhase.Rounds ? Most(said, tally.PayloadBits) : said, 1);
            Tell("message", phase, message, ledger.MessageBytes[phase], BitsPerByte);
            Tell("socket", phase, socket, ledger.SocketBytes[phase], BitsPerByte);
        }
    }

    private void Tell(string layer, LedgerPhase phase, Directions[] told, Directions now, int bits)
    {
        Directions more = now - told[(int)phase];
        told[(int)phase] = now;
        Tell(layer, phase, "alice_to_bob", more.AliceToBob * bits);
        Tell(layer, phase, "bob_to_alice", more.BobToAlice * bits);
    }

    /// <summary>Where nothing was said, there is no series.</summary>
    private void Tell(string layer, LedgerPhase phase, string edge, long bits)
    {
        if (bits > 0)
        {
            CoordinatorInstruments.Bits.Add(bits, modeTag, new("edge", edge), new("phase", phase.ToString().ToLowerInvariant()), new("layer", layer));
        }
    }

    /// <summary>Of payload that was committed and payload that was booked, which follows it.</summary>
    private static Directions Most(Directions first, Directions second) =>
        new(Math.Max(first.AliceToBob, second.AliceToBob), Math.Max(first.BobToAlice, second.BobToAlice));
}
