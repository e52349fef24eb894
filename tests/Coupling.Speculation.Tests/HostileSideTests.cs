using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation.Tests;

/// <summary>What the other side may not say.</summary>
public class HostileSideTests
{
    private const int N = 5;
    private const int TokenBits = 3;
    private const int Drafts = 2;

    private static readonly Duo Honest = new(TableModel.Of(.5, .3, .1, .1, 0), TableModel.Of(.1, .1, .1, .3, .4)) { Prior = TableModel.Of(.5, .5, 0, 0, 0) };

    public static TheoryData<string> Drafting => Schemes.DraftingData;

    [Theory]
    [MemberData(nameof(Drafting))]
    public void More_accepted_than_drafted_is_refused(string name) =>
        AssertAliceRefuses(name, "3 drafts cannot be accepted of 2", async wire =>
        {
            await HearAsync(wire, name);
            SendNoFlags(wire, name);
            wire.Send(3, 2);
            wire.Send(0, TokenBits);
        });

    [Theory]
    [MemberData(nameof(Drafting))]
    public void A_token_beyond_the_alphabet_is_refused(string name) =>
        AssertAliceRefuses(name, "no token 7 of 5", async wire =>
        {
            await HearAsync(wire, name);
            SendNoFlags(wire, name);
            wire.Send(Drafts, 2);
            wire.Send(7, TokenBits);
        });

    [Theory]
    [InlineData("invariant:gumbel")]
    [InlineData("invariant:minhash")]
    [InlineData("greedy")]
    [InlineData("scalar")]
    [InlineData("lowcomm:1e-3")]
    [InlineData("repair:8")]
    [InlineData("repair")]
    public void A_draft_beyond_the_alphabet_is_refused(string name) =>
        AssertBobRefuses(name, "no token 5 of 5", wire => wire.Send(5, TokenBits));

    [Theory]
    [InlineData(0x7E00u)] // NaN
    [InlineData(0x7C00u)] // ∞
    [InlineData(0xBC00u)] // −1
    [InlineData(0x8000u)] // −0
    [InlineData(0x0000u)] // all of them 0
    [InlineData(0x3C00u)] // all of them 1
    public void Numbers_that_are_no_rounded_row_are_refused(uint number) => AssertBobRefuses("standard", "the shipped distribution", wire =>
    {
        for (int item = 0; item < Drafts * N; item++)
        {
            wire.Send(number, 16);
        }
    });

    /// <summary>1, −0.25, 0.25, 0, 0.</summary>
    [Fact]
    public void A_negative_weight_is_refused() => AssertBobRefuses("standard", "item 1", wire =>
    {
        foreach (uint number in (uint[])[0x3C00, 0xB400, 0x3400, 0, 0, 0x3C00, 0, 0, 0, 0])
        {
            wire.Send(number, 16);
        }
    });

    /// <summary>C(11, 7) = 330 ways need 9 bits.</summary>
    [Fact]
    public void A_lattice_point_that_is_none_is_refused() => AssertBobRefuses("quantised:7", "no way of 7 units in 5 places", wire => wire.Send(330, 9));

    /// <summary>C(5, 2) = 10 subsets need 4 bits, C(6, 5) = 6 ways 3 bits.</summary>
    [Fact]
    public void A_subset_that_is_none_is_refused() => AssertBobRefuses("top-k:2+5", "no way of 2 units in 4 places", wire => wire.Send(10, 4));

    /// <summary>The last way of all has all units in the first place.</summary>
    [Fact]
    public void A_draft_without_weight_in_its_row_is_refused() => AssertBobRefuses("quantised:7", "Draft 1 of 5 has no weight", wire =>
    {
        wire.Send(329, 9);
        wire.Send(1, TokenBits);
    });

    [Theory]
    [InlineData(0f)]
    [InlineData(-0.5f)]
    [InlineData(1.001f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_scalar_that_is_no_weight_is_refused(float weight) => AssertBobRefuses("scalar", "for the weight of a draft", wire =>
    {
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.Send(0, TokenBits);
            wire.Send(BitConverter.SingleToUInt32Bits(weight), 32);
        }
    });

    [Fact]
    public void A_row_of_the_target_s_that_is_none_is_refused() => AssertAliceRefuses("scalar", "the shipped distribution", async wire =>
    {
        await HearAsync(wire, "scalar");
        wire.Send(0, 2);
        for (int item = 0; item < N; item++)
        {
            wire.Send(BitConverter.SingleToUInt32Bits(float.NaN), 32);
        }
    });

    [Fact]
    public void A_token_of_a_residual_beyond_the_alphabet_is_refused() => AssertBobRefuses("scalar", "no token 6 of 5", async wire =>
    {
        // Weight 1 for a token that he has at 0.1: mostly rejected.
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.Send(0, TokenBits);
            wire.Send(BitConverter.SingleToUInt32Bits(1), 32);
        }

        await wire.ReceiveAsync(2);
        for (int item = 0; item < N; item++)
        {
            await wire.ReceiveAsync(32);
        }

        wire.Send(6, TokenBits);
    });

    [Fact]
    public void An_item_beyond_the_alphabet_is_refused_where_ids_are_coded() => AssertBobRefuses("invariant:index", "no token 6 of 5", wire =>
    {
        new RankCode(N).SendItem(wire, 6);
        new RankCode(N).SendItem(wire, 0);
    });

    /// <summary>The prior has two tokens of 20.</summary>
    [Fact]
    public void A_rank_that_no_token_has_is_refused()
    {
        double[] half = [.5, .5, .. new double[18]];
        AssertBobRefuses(
            new Duo(TableModel.Of(half), TableModel.Of(half)),
            "invariant:index",
            "Rank 3 came where the prior has 2 tokens",
            wire =>
            {
                new RankCode(20).SendRank(wire, 3);
                new RankCode(20).SendRank(wire, 1);
            });
    }

    [Fact]
    public void Weights_of_a_grid_beyond_its_sum_are_refused() => AssertBobRefuses("lowcomm:1e-3", "Two tokens have", SendWeights(8191));

    [Fact]
    public void Weights_of_a_grid_short_of_its_sum_are_refused() => AssertBobRefuses("lowcomm:1e-3", "short of all", SendWeights(0));

    [Fact]
    public void A_question_about_the_draft_is_refused()
    {
        double[] even = [.. Enumerable.Repeat(0.05, 20)];
        var duo = new Duo(TableModel.Of(even), TableModel.Of(even));
        AssertAliceRefuses(duo, "lowcomm:1e-3", "it came with the draft", async wire =>
        {
            int gridBits = ((LowCommScheme)SchemeCatalog.Parse("lowcomm:1e-3")).GridBits(20);
            ulong draft = await wire.ReceiveAsync(5);
            await wire.ReceiveAsync(gridBits);
            await wire.ReceiveAsync(5);
            await wire.ReceiveAsync(gridBits);
            wire.Send(0, 2);
            for (int proposal = 0; proposal < 8; proposal++)
            {
                wire.Send(draft, 5);
            }
        });
    }

    [Fact]
    public void A_dart_of_an_order_that_none_has_is_refused() => AssertBobRefuses("repair", "There is no dart", wire =>
    {
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.Send(0, TokenBits);
            wire.SendUnary(0);
            wire.SendUnary(256);
        }
    });

    [Fact]
    public void A_dart_with_another_hash_than_was_said_is_refused() => AssertBobRefuses("repair:62", "has another hash", async wire =>
    {
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.Send(0, TokenBits);
            wire.Send(12345, 62);
        }

        Assert.Equal(1u, await wire.ReceiveAsync(1));
        await wire.ReceiveAsync(1);
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.SendUnary(0);
            wire.SendUnary(0);
        }
    });

    [Fact]
    public void Sides_that_do_not_end_alike_are_told() => Assert.Contains(
        "did not end alike",
        Assert.Throws<WireProtocolException>(() => LocalSpeculation.Conduct(
            InvariantScheme.Gumbel.Open(Honest.Side(Role.Alice, Drafts, 1)),
            new Scripted(async wire =>
            {
                await HearAsync(wire, "invariant:gumbel");
                wire.Send(0, 2);
                wire.Send(0, TokenBits);
            }),
            0,
            Drafts)).Message,
        StringComparison.Ordinal);

    private static Func<IBitWire, Task> SendWeights(ulong steps) => async wire =>
    {
        // 2^13 steps. All of them for a token that he has at 0.1: mostly rejected.
        for (int draft = 0; draft < Drafts; draft++)
        {
            wire.Send(0, TokenBits);
            wire.Send(4095, 13);
        }

        await wire.ReceiveAsync(2);
        for (int token = 1; token < N; token++)
        {
            wire.Send(steps, 13);
        }
    };

    /// <summary>Reads all that an honest Alice opens with.</summary>
    private static async Task HearAsync(IBitWire wire, string name)
    {
        var code = new RankCode(N);
        for (int draft = 0; draft < Drafts; draft++)
        {
            switch (name)
            {
                case "invariant:index":
                    await code.ReceiveAsync(wire);
                    break;
                case "repair":
                    await wire.ReceiveAsync(TokenBits);
                    await wire.ReceiveUnaryAsync();
                    await wire.ReceiveUnaryAsync();
                    break;
                default:
                    int width = WidthOf(name);
                    for (int read = 0; read < width; read++)
                    {
                        await wire.ReceiveAsync(1);
                    }

                    break;
            }
        }
    }

    private static int WidthOf(string name) => SchemeCatalog.Parse(name) switch
    {
        ScalarScheme => TokenBits + 32,
        LowCommScheme lowComm => TokenBits + lowComm.GridBits(N),
        RepairScheme repair => TokenBits + repair.HashBits!.Value,
        SpeculativeScheme constant => (int)constant.BitsPerDraft(N)!.Value,
    };

    private static void SendNoFlags(IBitWire wire, string name)
    {
        if (SchemeCatalog.Parse(name) is RepairScheme { HashBits: not null })
        {
            wire.Send(0, Drafts);
        }
    }

    private static void AssertAliceRefuses(string name, string message, Func<IBitWire, Task> bob) => AssertAliceRefuses(Honest, name, message, bob);

    private static void AssertAliceRefuses(Duo duo, string name, string message, Func<IBitWire, Task> bob) =>
        AssertRefused(message, SchemeCatalog.Parse(name).Open(duo.Side(Role.Alice, Drafts, seed: 1)), new Scripted(bob));

    private static void AssertBobRefuses(string name, string message, Action<IBitWire> alice) => AssertBobRefuses(Honest, name, message, alice);

    private static void AssertBobRefuses(string name, string message, Func<IBitWire, Task> alice) =>
        AssertRefused(message, new Scripted(alice), SchemeCatalog.Parse(name).Open(Honest.Side(Role.Bob, Drafts, seed: 1)));

    private static void AssertBobRefuses(Duo duo, string name, string message, Action<IBitWire> alice) => AssertRefused(
        message,
        new Scripted(async wire =>
        {
            alice(wire);
            while (true)
            {
                await wire.ReceiveAsync(1);
            }
        }),
        SchemeCatalog.Parse(name).Open(duo.Side(Role.Bob, Drafts, seed: 1)));

    private static void AssertRefused(string message, ISpeculator alice, ISpeculator bob) => Assert.Contains(
        message,
        Assert.Throws<WireProtocolException>(() => LocalSpeculation.Conduct(alice, bob, position: 0, Drafts)).Message,
        StringComparison.Ordinal);
}
