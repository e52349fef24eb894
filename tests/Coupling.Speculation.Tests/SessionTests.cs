using Coupling.Protocols;

namespace Coupling.Speculation.Tests;

public class SessionTests
{
    private const int Tokens = 50;

    public static TheoryData<string> All => Schemes.AllData;

    [Theory]
    [MemberData(nameof(All))]
    public void Afterwards_every_session_holds_prompt_and_text(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        var duo = new Duo(TableModel.Random(5, 2, 1), TableModel.Random(5, 2, 2)) { Prior = TableModel.Random(5, 1, 3), Prompt = [4, 0, 2] };
        foreach (int gamma in (int[])[1, 3, 8])
        {
            SpeculationContext alice = duo.Side(Role.Alice, gamma, seed: 5);
            SpeculationContext bob = duo.Side(Role.Bob, gamma, seed: 5);
            LocalText text = LocalSpeculation.Run(scheme, alice, bob, Tokens);
            Assert.Equal(Tokens, text.Tokens.Count);
            IModelSession?[] used = [bob.Session, scheme.HasDrafter ? alice.Session : null, scheme.NeedsPrior ? alice.Prior : null, scheme.NeedsPrior ? bob.Prior : null];
            Assert.All(used.OfType<TableSession>(), session => Assert.Equal(duo.Prompt.Concat(text.Tokens), session.Text));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_target_reads_the_drafts_of_a_pass_at_once(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        var duo = new Duo(TableModel.Random(5, 2, 1), TableModel.Random(5, 2, 2));
        SpeculationContext bob = duo.Side(Role.Bob, gamma: 4, seed: 5);
        LocalText text = LocalSpeculation.Run(scheme, duo.Side(Role.Alice, gamma: 4, seed: 5), bob, Tokens);
        Assert.Equal(scheme.HasDrafter ? text.Passes.Count : 0, ((TableSession)bob.Session).Scored);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_pass_gives_what_was_accepted_and_one_token(string name)
    {
        var duo = new Duo(TableModel.Random(5, 2, 1), TableModel.Random(5, 2, 2));
        LocalText text = duo.Run(SchemeCatalog.Parse(name), gamma: 4, Tokens, seed: 6);
        Assert.All(text.Passes, pass => Assert.Equal(pass.Pass.Accepted + 1, pass.Pass.Tokens.Count));
        int position = 0;
        foreach (LocalPass pass in text.Passes)
        {
            Assert.Equal(SchemeCatalog.Parse(name).HasDrafter ? PassPlan.DraftsAt(Tokens - position, 4) : 0, pass.Pass.Drafted);
            position += pass.Pass.Tokens.Count;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_pass_without_drafts_gives_the_target_s_token(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        var duo = new Duo(TableModel.Random(5, 2, 1), TableModel.Random(5, 2, 2));
        LocalText text = duo.Run(scheme, gamma: 4, tokens: 1, seed: 6);
        Assert.Single(text.Passes);
        Assert.Single(text.Tokens);
        Assert.Equal(0, text.BitsUp);
        Assert.Equal(scheme.HasDrafter ? 3 : 0, text.BitsDown);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_is_the_same_a_second_time_and_another_with_another_seed(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        var duo = new Duo(TableModel.Random(5, 2, 1), TableModel.Random(5, 2, 2));
        IReadOnlyList<int> text = duo.Run(scheme, gamma: 4, Tokens, seed: 6).Tokens;
        Assert.Equal(text, duo.Run(scheme, gamma: 4, Tokens, seed: 6).Tokens);
        Assert.NotEqual(text, duo.Run(scheme, gamma: 4, Tokens, seed: 7).Tokens);
    }

    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(2, 4, 1)]
    [InlineData(5, 4, 4)]
    [InlineData(6, 4, 4)]
    [InlineData(6, 0, 0)]
    [InlineData(5_000_000_000, 64, 64)]
    public void The_last_passes_draft_fewer(long remaining, int gamma, int drafts) => Assert.Equal(drafts, PassPlan.DraftsAt(remaining, gamma));
}
