using Coupling.Protocols;

namespace Coupling.Speculation.Tests;

public class InvarianceTests
{
    private const int Tokens = 60;
    private const int N = 5;

    public static TheoryData<string> Invariant =>
        [.. Schemes.All.Where(name => SchemeCatalog.Parse(name) is { IsInvariant: true, HasDrafter: true })];

    public static TheoryData<string> Others =>
        [.. Schemes.Drafting.Where(name => !SchemeCatalog.Parse(name).IsInvariant && name != "repair:0")];

    [Theory]
    [MemberData(nameof(Invariant))]
    public void The_text_is_the_target_s_alone_whatever_drafter_and_gamma(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        for (int seed = 1; seed <= 5; seed++)
        {
            TableModel target = TableModel.Random(N, 2, seed);
            IReadOnlyList<int> alone = Alone(scheme, target, seed);
            TableModel[] drafters = Drafters(target, seed);
            foreach (TableModel drafter in drafters)
            {
                foreach (int gamma in (int[])[1, 2, 4, 8])
                {
                    Assert.Equal(alone, new Duo(drafter, target) { Prior = drafters[1] }.Run(scheme, gamma, Tokens, (ulong)seed).Tokens);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Invariant))]
    public void The_text_is_the_same_however_the_passes_are_cut(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        TableModel target = TableModel.Random(N, 2, 1);
        foreach (TableModel drafter in Drafters(target, 1))
        {
            for (int cut = 1; cut <= 5; cut++)
            {
                var random = new Random(cut);
                var duo = new Duo(drafter, target);
                Assert.Equal(Alone(scheme, target, 1), Grow(scheme, duo.Side(Role.Alice, 9, 1), duo.Side(Role.Bob, 9, 1), () => random.Next(10)));
            }
        }
    }

    /// <remarks>A pass that broke off has left drafts with the target's model.</remarks>
    [Theory]
    [MemberData(nameof(Invariant))]
    public void The_text_is_the_same_if_the_drafter_is_gone_half_way(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        TableModel target = TableModel.Random(N, 2, 1);
        var duo = new Duo(target.Mixed(TableModel.Random(N, 2, 9), 0.3), target);
        for (int kept = 0; kept < Tokens; kept += 7)
        {
            SpeculationContext bob = duo.Side(Role.Bob, 4, 1);
            List<int> text = Grow(scheme, duo.Side(Role.Alice, 4, 1), bob, () => 4, kept);
            bob.Session.Score([0, 1, 2]);
            bob.Session.Rewind(text.Count);
            ISpeculator alone = scheme.Alone.Open(bob);
            while (text.Count < Tokens)
            {
                text.AddRange(LocalSpeculation.Conduct(null, alone, text.Count, 0).Pass.Tokens);
            }

            Assert.Equal(Alone(scheme, target, 1), text);
        }
    }

    [Fact]
    public void Repair_without_a_bit_of_hash_is_minhash()
    {
        TableModel target = TableModel.Random(N, 2, 1);
        SpeculativeScheme minhash = SchemeCatalog.Parse("invariant:minhash");
        foreach (TableModel drafter in Drafters(target, 1))
        {
            Assert.Equal(Alone(minhash, target, 1), new Duo(drafter, target).Run(SchemeCatalog.Parse("repair:0"), 4, Tokens, 1).Tokens);
        }
    }

    /// <remarks>So it is no accident of these models that the texts above are the same.</remarks>
    [Theory]
    [MemberData(nameof(Others))]
    public void The_text_of_another_scheme_depends_on_the_drafter(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        TableModel target = TableModel.Random(N, 2, 1);
        string[] texts = [.. Drafters(target, 1).Select(drafter => string.Join(' ', new Duo(drafter, target).Run(scheme, 4, Tokens, 1).Tokens)).Distinct()];
        Assert.True(texts.Length > 1);
    }

    [Fact]
    public void The_text_of_standard_depends_on_gamma()
    {
        var duo = new Duo(TableModel.Random(N, 2, 2), TableModel.Random(N, 2, 1));
        string[] texts = [.. ((int[])[1, 2, 4]).Select(gamma => string.Join(' ', duo.Run(SchemeCatalog.Parse("standard"), gamma, Tokens, 1).Tokens))];
        Assert.Equal(3, texts.Distinct().Count());
    }

    private static TableModel[] Drafters(TableModel target, int seed) =>
        [target, TableModel.Random(N, 2, seed + 100), TableModel.Random(N, 2, seed + 200), target.Mixed(TableModel.Random(N, 2, seed + 300), 0.2), TableModel.Of(0, 0, 1, 0, 0)];

    private static IReadOnlyList<int> Alone(SpeculativeScheme scheme, TableModel target, int seed) =>
        new Duo(target, target).Run(scheme.Alone, 1, Tokens, (ulong)seed).Tokens;

    /// <summary>Passes of as many drafts as is said, as long as they fit.</summary>
    private static List<int> Grow(SpeculativeScheme scheme, SpeculationContext alice, SpeculationContext bob, Func<int> drafts, int tokens = Tokens)
    {
        ISpeculator drafter = scheme.Open(alice);
        ISpeculator target = scheme.Open(bob);
        var text = new List<int>();
        while (text.Count < tokens)
        {
            text.AddRange(LocalSpeculation.Conduct(drafter, target, text.Count, PassPlan.DraftsAt(tokens - text.Count, drafts())).Pass.Tokens);
        }

        return text;
    }
}
