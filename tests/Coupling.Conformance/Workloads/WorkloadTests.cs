using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>A workload is its rows, one after another: each round has the samples and the bits that it has with its row alone.</summary>
public class WorkloadTests
{
    private const ulong Seed = 20240808;

    private static bool IsOfSingleRounds(string mode) =>
        ProtocolCatalog.Modes.Any(known => known.Pattern.Split(':', '+')[0] == mode.Split(':', '+')[0] && !mode.Contains(' ', StringComparison.Ordinal))
        && ProtocolCatalog.Parse(mode) is { NeedsPrior: false } protocol && UnitRounds(protocol) == 1;

    private static readonly int[] Batches = [1, 7, 64, 4096];

    /// <summary>
    /// Modes whose unit is a round. A unit of many rounds over several rows is another conversation than one over each row: such modes
    /// have tests of their own. A prior says nothing of rows.
    /// </summary>
    public static TheoryData<string> Modes => [.. ModeLaw.All.Select(law => law.Mode).Where(mode => !IsCached(mode) && IsOfSingleRounds(mode))];

    public static TheoryData<string> CachedModes => [.. ModeLaw.All.Select(law => law.Mode).Where(IsCached)];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_workload_gives_what_its_rows_give_alone(string mode)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        WorkloadRun alone = OfRowsAlone(protocol);
        Assert.All(Batches, batch => AssertSame(alone, OfWorkload(protocol, batch * UnitRounds(protocol), readAgain: false)));
        AssertSame(alone, OfWorkload(protocol, 64, readAgain: true));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Batches_under_way_on_both_sides_of_a_change_of_rows_do_not_touch_each_other(string mode)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        if (protocol is not ConversingProtocol conversing)
        {
            return; // A silent mode has no turns; its batches are cut above.
        }

        WorkloadRun alone = OfRowsAlone(protocol);
        IConversation alice = conversing.Open(Workload.Party(Role.Alice, Seed));
        IConversation bob = conversing.Open(Workload.Party(Role.Bob, Seed));
        var batches = new List<Underway>();
        for (int first = 0; first < Workload.Rounds; first += 40)
        {
            batches.Add(new Underway(conversing, alice, bob, new RoundRange(first, 40)));
        }

        // A turn of each in turn, so that every row is returned to after others.
        while (batches.Any(batch => batch.TakeTurn()))
        {
            batches.ForEach(batch => batch.TakeTurn());
        }

        Assert.Equal(alone.Samples, batches.SelectMany(batch => batch.Samples));
    }

    [Theory]
    [MemberData(nameof(CachedModes))]
    public void A_mode_that_ships_once_refuses_rows_that_change(string mode)
    {
        var protocol = (ConversingProtocol)ProtocolCatalog.Parse(mode);
        Assert.All(Enum.GetValues<Role>(), role =>
        {
            BadDataException fault = Assert.Throws<BadDataException>(() => protocol.Open(Workload.Party(role, Seed)));
            Assert.StartsWith(mode + ":", fault.Message, StringComparison.Ordinal);
            Assert.Contains("rows that change", fault.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_party_that_stays_at_the_row_it_began_with_is_found(string mode)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        WorkloadRun alone = OfRowsAlone(protocol);
        PartyContext alice = Workload.Party(Role.Alice, Seed);
        var stale = new StaleRows(Workload.Party(Role.Bob, Seed).Own);
        WorkloadRun planted = WorkloadRun.Of(protocol, alice, new PartyContext(Role.Bob, stale, Seed), 0, Workload.Rounds, batch: 64);
        Assert.NotEqual(alone.Samples, planted.Samples);
    }

    [Fact]
    public void A_sampler_that_takes_the_row_of_a_batchs_first_round_is_found()
    {
        var planted = new RaceOfFirstRow();
        Assert.Equal(OfRowsAlone(new Gumbel()).Samples, OfWorkload(planted, 1, readAgain: false).Samples);
        Assert.NotEqual(OfRowsAlone(new Gumbel()).Samples, OfWorkload(planted, 7, readAgain: false).Samples);
    }

    private static bool IsCached(string mode) => mode.StartsWith("optimal:cached", StringComparison.Ordinal);

    private static int UnitRounds(Protocol protocol) => protocol is ConversingProtocol conversing ? conversing.UnitRounds : 1;

    private static WorkloadRun OfWorkload(Protocol protocol, int batch, bool readAgain) => WorkloadRun.Of(
        protocol, Workload.Party(Role.Alice, Seed, readAgain), Workload.Party(Role.Bob, Seed, readAgain), 0, Workload.Rounds, batch);

    /// <summary>Five runs with one pair each, over the rounds that the workload has it in.</summary>
    private static WorkloadRun OfRowsAlone(Protocol protocol)
    {
        WorkloadRun[] runs =
        [
            .. Workload.Pairs.Select((pair, index) => WorkloadRun.Of(
                protocol,
                (pair with { RoundsPerPair = 1 }).Party(Role.Alice, Seed),
                (pair with { RoundsPerPair = 1 }).Party(Role.Bob, Seed),
                index * Workload.RoundsPerRow,
                Workload.RoundsPerRow,
                batch: 4096)),
        ];
        return new WorkloadRun([.. runs.SelectMany(run => run.Samples)], [.. runs.SelectMany(run => run.Bits)]);
    }

    private static void AssertSame(WorkloadRun expected, WorkloadRun actual)
    {
        Assert.Equal(expected.Samples, actual.Samples);
        Assert.Equal(expected.Bits, actual.Bits);
    }

    /// <summary>A batch whose frames wait until it is their turn.</summary>
    private sealed class Underway
    {
        private readonly int[] a;
        private readonly int[] b;
        private readonly BatchRunner alice;
        private readonly BatchRunner bob;
        private Frame? toAlice;
        private Frame? toBob;

        public Underway(ConversingProtocol protocol, IConversation aliceSide, IConversation bobSide, RoundRange rounds)
        {
            a = new int[rounds.Count];
            b = new int[rounds.Count];
            alice = UnitBatch.Create(Role.Alice, protocol, aliceSide, rounds, a);
            bob = UnitBatch.Create(Role.Bob, protocol, bobSide, rounds, b);
            toBob = alice.Start();
            toAlice = bob.Start();
        }

        public IEnumerable<(int, int)> Samples => a.Zip(b);

        /// <summary>Delivers one frame; false if there is none.</summary>
        public bool TakeTurn()
        {
            if (toBob is { } question)
            {
                toBob = null;
                toAlice = bob.Deliver(question);
                return true;
            }

            if (toAlice is { } answer)
            {
                toAlice = null;
                toBob = alice.Deliver(answer);
                return true;
            }

            return false;
        }
    }

    /// <summary>A planted bug: whatever the round, the row of the first one that was asked for.</summary>
    private sealed class StaleRows(IRows rows) : IRows
    {
        private Row? first;

        public int AlphabetSize => rows.AlphabetSize;

        public bool IsConstant => false;

        public Row RowAt(long round) => first ??= rows.RowAt(round);
    }

    /// <summary>A planted bug: the race, with one row for a whole batch.</summary>
    private sealed class RaceOfFirstRow : SilentProtocol
    {
        public override string Name => "gumbel";

        public override string CoinsFor(long roundsPerPair) => SharedRace.Coins(roundsPerPair);

        public override ISampler CreateSampler(PartyContext party) => new Sampler(party);

        private sealed class Sampler(PartyContext party) : ISampler
        {
            public void Sample(RoundRange rounds, Span<int> samples) =>
                SharedRace.Of(new ConstantRows(party.Own.RowAt(rounds.First)), party.Public, party.RoundsPerPair).Sample(rounds, samples);
        }
    }
}
