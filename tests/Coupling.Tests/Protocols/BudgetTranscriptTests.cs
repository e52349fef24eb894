using System.Globalization;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class BudgetTranscriptTests
{
    public static TheoryData<int> Lines => [.. Enumerable.Range(0, GoldenFile.Read("budget.tsv").Count)];

    /// <summary>Samples, tallies and every bit of both, against the independent implementation of the page.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    public void A_unit_is_the_golden_one_to_the_bit(int number)
    {
        string[] line = GoldenFile.Read("budget.tsv")[number];
        var budget = (Budget)ProtocolCatalog.Parse(line[1]);
        var rounds = new RoundRange(GoldenFile.Long(line[2]), GoldenFile.Int(line[3]));
        var alice = new Side(Role.Alice, budget, line[0], line[4], rounds);
        var bob = new Side(Role.Bob, budget, line[0], line[5], rounds);
        Assert.Equal(line[9], string.Join(' ', Exchange(alice.Batch, bob.Batch)));
        Assert.Equal(Items(line[6]), alice.Samples);
        Assert.Equal(Items(line[7]), bob.Samples);
        Assert.All((Side[])[alice, bob], side => Assert.Equal(line[8], string.Join(',', side.Settings.Rounds.Select(kept => $"{kept.Key}:{kept.Value}"))));
    }

    private static List<string> Exchange(BatchRunner alice, BatchRunner bob)
    {
        var said = new List<string>();
        Frame? frame = alice.Start();
        Assert.Null(bob.Start());
        for (bool hers = true; frame is { } spoken; hers = !hers)
        {
            said.Add($"{(hers ? 'A' : 'B')}{spoken.BitLength}:{Convert.ToHexString(spoken.Bits.Span).ToLower(CultureInfo.InvariantCulture)}");
            frame = (hers ? bob : alice).Deliver(spoken);
        }

        Assert.True(alice.IsComplete && bob.IsComplete);
        return said;
    }

    private static int[] Items(string text) => text.Contains(',', StringComparison.Ordinal)
        ? [.. text.Split(',').Select(GoldenFile.Int)]
        : [.. text.Select(digit => digit - '0')];

    private sealed class Side
    {
        public Side(Role role, Budget budget, string seed, string weights, RoundRange rounds)
        {
            Row row = Rows.Of([.. weights.Split(',').Select(GoldenFile.Double)]);
            Samples = new int[rounds.Count];
            IConversation conversation = budget.Open(Rows.Party(role, row, GoldenFile.Bits(seed)));
            Batch = UnitBatch.Create(role, budget, conversation, rounds, Samples, Settings);
        }

        public int[] Samples { get; }

        public SettingTally Settings { get; } = new();

        public BatchRunner Batch { get; }
    }
}
