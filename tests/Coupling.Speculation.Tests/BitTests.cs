using Coupling.Bits;

namespace Coupling.Speculation.Tests;

/// <summary>What crosses the wire, to the bit.</summary>
public class BitTests
{
    private const int Tokens = 400;
    private const int Gamma = 4;
    private const int Small = 5;
    private const int Large = 60;

    public static TheoryData<string> Constant =>
        [.. Schemes.Drafting.Where(name => SchemeCatalog.Parse(name).BitsPerDraft(Small) is not null)];

    [Theory]
    [MemberData(nameof(Constant))]
    public void Up_go_the_bits_of_the_drafts_and_down_number_and_token(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        foreach (int n in (int[])[1, 2, Small, Large])
        {
            Assert.All(Passes(scheme, n), pass =>
            {
                Assert.Equal(pass.Pass.Drafted * scheme.BitsPerDraft(n)!.Value, pass.BitsUp);
                Assert.Equal(Down(pass, n), pass.BitsDown);
            });
        }
    }

    /// <remarks>The counts of other people's papers: arXiv 2507.00605 for the lattice.</remarks>
    [Theory]
    [InlineData("standard", 50272, 804_352)]
    [InlineData("standard+float32", 50272, 1_608_704)]
    [InlineData("quantised:240", 50272, 2209)]
    [InlineData("quantised:720", 50272, 5467)]
    [InlineData("invariant:gumbel", 50272, 16)]
    [InlineData("invariant:minhash", 50272, 16)]
    [InlineData("greedy", 50272, 16)]
    [InlineData("standard", 8000, 128_000)]
    [InlineData("quantised:7", 5, 12)] // C(11, 7) = 330 ways
    [InlineData("top-k:2+5", 5, 8)] // C(5, 2) = 10 subsets, C(6, 5) = 6 ways, one of 2
    [InlineData("top-k:9+5", 5, 10)] // all of 5 tokens: C(9, 5) = 126 ways
    public void Bits_of_a_draft_follow_the_formula(string name, int alphabetSize, double bits) =>
        Assert.Equal(bits, SchemeCatalog.Parse(name).BitsPerDraft(alphabetSize));

    /// <remarks>16 MiB in a turn, two rows of 2^20 weights of 64 bits, are the most.</remarks>
    [Fact]
    public void Rows_that_are_too_much_for_a_turn_are_refused()
    {
        SpeculationContext side = RowPair.Named("close").Duo.Side(Protocols.Role.Alice, gamma: 8, seed: 1) with { AlphabetSize = 1 << 20 };
        Assert.NotNull(SchemeCatalog.Parse("standard").Open(side));
        string message = Assert.Throws<Distributions.BadDataException>(() => SchemeCatalog.Parse("standard").Open(side with { Gamma = 9 })).Message;
        Assert.Equal("standard: bits of a pass: 150994944 (allowed: up to 134217728: fewer drafts per pass)", message);
    }

    [Fact]
    public void Scalar_sends_a_row_down_and_a_token_up_where_a_draft_is_rejected()
    {
        foreach (int n in (int[])[2, Small, Large])
        {
            Assert.All(Passes(SchemeCatalog.Parse("scalar"), n), pass =>
            {
                bool rejects = pass.Pass.Accepted < pass.Pass.Drafted;
                Assert.Equal((pass.Pass.Drafted * (Token(n) + 32)) + (rejects ? Token(n) : 0), pass.BitsUp);
                Assert.Equal(BitWidth.ToName(pass.Pass.Drafted + 1) + (rejects ? 32 * n : Token(n)), pass.BitsDown);
                Assert.Equal(pass.Pass.Drafted == 0 ? 1 : rejects ? 3 : 2, pass.Turns);
            });
        }
    }

    [Fact]
    public void An_index_takes_2_bits_more_than_an_id_at_most_and_1_under_the_drafter_as_prior()
    {
        SpeculativeScheme index = SchemeCatalog.Parse("invariant:index");
        TableModel drafter = TableModel.Random(Large, 1, 1);
        TableModel target = TableModel.Random(Large, 1, 2);
        LocalText near = new Duo(drafter, target) { Prior = drafter }.Run(index, Gamma, Tokens, 3);
        Assert.All(near.Passes, pass => Assert.Equal(pass.Pass.Drafted, pass.BitsUp));
        LocalText far = new Duo(drafter, target) { Prior = TableModel.Random(Large, 1, 9) }.Run(index, Gamma, Tokens, 3);
        Assert.All(far.Passes, pass => Assert.InRange(pass.BitsUp, pass.Pass.Drafted, pass.Pass.Drafted * (Token(Large) + 2)));
        Assert.True(far.BitsUp > near.BitsUp);
        Assert.All(far.Passes, pass => Assert.Equal(Down(pass, Large), pass.BitsDown));
    }

    [Fact]
    public void Lowcomm_asks_in_groups_where_a_draft_is_rejected()
    {
        var scheme = (LowCommScheme)SchemeCatalog.Parse("lowcomm:1e-3");
        foreach (int n in (int[])[2, Small, Large])
        {
            int m = scheme.GridBits(n);
            Assert.All(Passes(scheme, n), pass =>
            {
                // Groups of 8, 16, … that are smaller than n − 1, and then all weights but one.
                int[] groups = [.. ((int[])[8, 16, 32]).Where(size => size < n - 1)];
                var allowed = new List<(long Up, long Down, int Turns)>();
                long asked = 0;
                for (int group = 0; group < groups.Length; group++)
                {
                    asked += groups[group];
                    allowed.Add((asked * m, (asked * Token(n)) + group + 1, 4 + (2 * group)));
                }

                allowed.Add(((asked + n - 1) * m, (asked * Token(n)) + groups.Length, 4 + (2 * groups.Length)));
                long up = pass.BitsUp - (pass.Pass.Drafted * (Token(n) + m));
                long down = pass.BitsDown - Down(pass, n);
                (long, long, int) seen = (up, down, pass.Turns);
                if (pass.Pass.Accepted == pass.Pass.Drafted)
                {
                    Assert.Equal((0, 0, pass.Pass.Drafted == 0 ? 1 : 2), seen);
                }
                else
                {
                    Assert.Contains(seen, allowed);
                }
            });
        }
    }

    [Theory]
    [InlineData("repair:0", 0)]
    [InlineData("repair:8", 8)]
    public void Repair_sends_ids_and_hash_bits_and_asks_where_they_differ(string name, int hashBits)
    {
        foreach (int n in (int[])[2, Small, Large])
        {
            LocalPass[] passes = Passes(SchemeCatalog.Parse(name), n);
            Assert.All(passes, pass =>
            {
                long up = pass.BitsUp - (pass.Pass.Drafted * (Token(n) + hashBits));
                long down = pass.BitsDown - Down(pass, n) - pass.Pass.Drafted;
                Assert.True(up >= 0 && down >= 0);
                if (pass.Turns <= 2)
                {
                    Assert.Equal((0, 0), (up, down));
                }
                else
                {
                    Assert.True(up >= 2);
                    Assert.Equal(0, pass.Turns % 2);
                }
            });
            Assert.Equal(hashBits > 0, passes.Any(pass => pass.Turns > 2));
        }
    }

    [Fact]
    public void Repair_without_hash_bits_names_every_dart_and_turns_only_to_probe()
    {
        LocalPass[] passes = Passes(SchemeCatalog.Parse("repair"), Large);
        Assert.All(passes, pass => Assert.True(pass.BitsUp >= pass.Pass.Drafted * (Token(Large) + 2)));
        Assert.Contains(passes, pass => pass.Pass.Accepted < pass.Pass.Drafted && pass.Turns == 2 && pass.BitsDown == Down(pass, Large) + 1);
        Assert.Contains(passes, pass => pass.Turns == 4);
    }

    private static int Token(int n) => BitWidth.ToName(n);

    /// <summary>Number and token.</summary>
    private static long Down(LocalPass pass, int n) => BitWidth.ToName(pass.Pass.Drafted + 1) + Token(n);

    private static LocalPass[] Passes(SpeculativeScheme scheme, int n) =>
        [.. new Duo(TableModel.Random(n, 1, 1), TableModel.Random(n, 1, 2)).Run(scheme, Gamma, Tokens, 3).Passes];
}
