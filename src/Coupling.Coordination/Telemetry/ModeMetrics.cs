using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Tallies;
using Coupling.Wire.Telemetry;

namespace Coupling.Coordination.Telemetry;

/// <summary>Tells the instruments what a mode has added since it was last asked. What a store brought back is not told again.</summary>
internal sealed class ModeMetrics(string mode, ModeTally tally, ModeLedger ledger)
{
    private const int BitsPerByte = 8;

    private readonly KeyValuePair<string, object?> modeTag = new("mode", mode);
    private readonly Dictionary<(string Layer, LedgerPhase Phase), Directions> told = Now(ledger);
    private long rounds = tally.Rounds;
    private long agreements = tally.Agreements;

    /// <summary>After every commit.</summary>
    public void TellRounds()
    {
        Instruments.Rounds.Add(tally.Rounds - rounds, modeTag);
        Instruments.Agreements.Add(tally.Agreements - agreements, modeTag);
        rounds = tally.Rounds;
        agreements = tally.Agreements;
    }

    /// <summary>After every lease: traffic is booked at its barriers.</summary>
    public void TellTraffic()
    {
        foreach (((string layer, LedgerPhase phase), Directions now) in Now(ledger))
        {
            Directions more = now - told[(layer, phase)];
            told[(layer, phase)] = now;
            Tell(more.AliceToBob, "alice_to_bob");
            Tell(more.BobToAlice, "bob_to_alice");

            void Tell(long bits, string edge)
            {
                if (bits > 0)
                {
                    Instruments.Traffic.Add(bits, modeTag, new("edge", edge), new("phase", phase.ToString().ToLowerInvariant()), new("layer", layer));
                }
            }
        }
    }

    private static Dictionary<(string Layer, LedgerPhase Phase), Directions> Now(ModeLedger ledger)
    {
        var now = new Dictionary<(string, LedgerPhase), Directions>();
        foreach (LedgerPhase phase in Enum.GetValues<LedgerPhase>())
        {
            now[("payload", phase)] = ledger.PayloadBits[phase];
            now[("message", phase)] = Bits(ledger.MessageBytes[phase]);
            now[("socket", phase)] = Bits(ledger.SocketBytes[phase]);
        }

        return now;
    }

    private static Directions Bits(Directions bytes) => new(bytes.AliceToBob * BitsPerByte, bytes.BobToAlice * BitsPerByte);
}
