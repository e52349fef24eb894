using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Tallies;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Results;

/// <summary>Records of runs that nobody ran.</summary>
internal static class Records
{
    public const int Rounds = 1000;

    /// <summary>A party that is never asked.</summary>
    public static PartyClient Nobody(Role role) => new(role, new PartyCard { ControlAddress = "http://127.0.0.1:1" });

    /// <summary>The record of one mode between uniform rows over 4 items, with what was committed of it.</summary>
    public static RunRecord Of(string mode, int agreements, bool disclosed = true, int rounds = Rounds, PartyClient? alice = null, PartyClient? bob = null)
    {
        var plan = new PublicPlan { RunId = "test", Rounds = Rounds, Batch = Rounds, InFlight = 4, Seed = 7, AlphabetKind = "index", AlphabetSize = 4 };
        plan.Modes.Add(mode);
        Protocol protocol = ProtocolCatalog.Parse(mode);
        plan.Coins.Add(protocol.CoinsFor(PartyContext.WholeRun));
        var runPlan = new RunPlan(plan, PlanHash.Of(plan), [protocol]);
        var record = new RunRecord(runPlan, new AgreedAlphabet("index", 4, "index:4", 0), disclosed ? Uniform() : null);
        var run = new ModeRun(record, 0, Joined(alice, bob), store: null);
        record.Modes.Add(run);
        if (rounds > 0)
        {
            run.Tally.Commit(
                new Batch(0, Samples(rounds, 0, 0), Bits(protocol, rounds, 5), Bits(protocol, rounds, 1), 1),
                new Batch(0, Samples(rounds, agreements, 1), Bits(protocol, rounds, 1), Bits(protocol, rounds, 5), 1));
        }

        return record;
    }

    private static Participants Joined(PartyClient? alice, PartyClient? bob)
    {
        var roster = new PartyRoster();
        roster.Register(Role.Alice, (alice ?? Nobody(Role.Alice)).Card);
        roster.Register(Role.Bob, (bob ?? Nobody(Role.Bob)).Card);
        var parties = new Participants(roster, returnTime: TimeSpan.Zero);
        parties.JoinAsync(CancellationToken.None).GetAwaiter().GetResult();
        return parties;
    }

    private static int[] Samples(int rounds, int same, int otherwise) =>
        [.. Enumerable.Range(0, rounds).Select(round => round < same ? round % 4 : (round + otherwise) % 4)];

    private static int[] Bits(Protocol protocol, int rounds, int bits) =>
        protocol is SilentProtocol ? [] : [.. Enumerable.Repeat(bits, rounds)];

    private static Pair Uniform() => new(
        new Disclosure("uniform:4", Generators.Uniform(4)), new Disclosure("0.25,0.25,0.25,0.25", Generators.Uniform(4)));
}
