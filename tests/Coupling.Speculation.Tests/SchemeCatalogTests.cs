namespace Coupling.Speculation.Tests;

public class SchemeCatalogTests
{
    public static TheoryData<string> All => Schemes.AllData;

    [Theory]
    [MemberData(nameof(All))]
    [InlineData("quantised:1")]
    [InlineData("quantised:4096")]
    [InlineData("top-k:1+1")]
    [InlineData("top-k:4096+4096")]
    [InlineData("lowcomm:1e-9")]
    [InlineData("repair:62")]
    public void A_scheme_is_named_as_it_was_asked_for(string name) => Assert.Equal(name, SchemeCatalog.Parse(name).Name);

    [Theory]
    [MemberData(nameof(All))]
    public void A_scheme_says_its_coins_and_its_law(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        Assert.Matches("^[a-z]+(\\.[a-z]+)-v[0-9]+(\\+[a-z]+\\.[a-z]+-v[0-9]+)*$", scheme.Coins);
        Assert.Equal(name != "scalar", scheme.Exactness.IsExact);
        Assert.Equal(scheme.Exactness.IsExact, scheme.Exactness == Exactness.Exact);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_target_goes_on_alone_without_a_drafter(string name)
    {
        SpeculativeScheme alone = SchemeCatalog.Parse(name).Alone;
        Assert.False(alone.HasDrafter);
        Assert.Same(alone, alone.Alone);
        Assert.Equal(name is "none:minhash" or "invariant:minhash" ? "none:minhash" : "none", alone.Name);
    }

    [Fact]
    public void Only_texts_of_shared_coins_are_invariant() => Assert.Equal(
        ["none", "none:minhash", "invariant:gumbel", "invariant:minhash", "invariant:index", "greedy"],
        Schemes.All.Where(name => SchemeCatalog.Parse(name).IsInvariant));

    [Fact]
    public void Only_ranks_need_a_prior() =>
        Assert.Equal(["invariant:index"], Schemes.All.Where(name => SchemeCatalog.Parse(name).NeedsPrior));

    [Fact]
    public void Every_pattern_says_what_it_does_and_has_a_name_that_is_tested()
    {
        Assert.All(SchemeCatalog.Patterns, pattern => Assert.NotEmpty(pattern.Summary));
        string[] families = [.. Schemes.All.Select(name => string.Concat(name.TakeWhile(letter => letter is not ':' and not '+'))).Distinct()];
        Assert.Equal(families, SchemeCatalog.Patterns.Select(pattern => string.Concat(pattern.Pattern.TakeWhile(letter => letter is not ':' and not '+'))).Distinct());
    }

    [Theory]
    [InlineData("standart", "standard")]
    [InlineData("quantized:240", "quantised:L")]
    [InlineData("topk:5+5", "top-k:K+L")]
    [InlineData("invariants:gumbel", "invariant:gumbel")]
    [InlineData("low-comm:1e-3", "lowcomm:eps")]
    [InlineData("non", "none")]
    [InlineData("Greedy", "greedy")]
    public void An_unknown_scheme_is_refused_with_the_nearest(string name, string nearest)
    {
        string message = Assert.Throws<UnknownSchemeException>(() => SchemeCatalog.Parse(name)).Message;
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        Assert.Contains($"did you mean {nearest}?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none:gumbel")]
    [InlineData("none:")]
    [InlineData("standard+float16")]
    [InlineData("standard+bfloat16")]
    [InlineData("standard:16")]
    [InlineData("quantised")]
    [InlineData("quantised:0")]
    [InlineData("quantised:4097")]
    [InlineData("quantised:-1")]
    [InlineData("quantised:240+1")]
    [InlineData("quantised:0240")]
    [InlineData("top-k:5")]
    [InlineData("top-k:0+5")]
    [InlineData("top-k:5+0")]
    [InlineData("top-k:5+5+5")]
    [InlineData("top-k+5+5")]
    [InlineData("top-k:4097+5")]
    [InlineData("scalar:32")]
    [InlineData("invariant")]
    [InlineData("invariant:")]
    [InlineData("invariant:darts")]
    [InlineData("lowcomm")]
    [InlineData("lowcomm:1")]
    [InlineData("repair:63")]
    [InlineData("repair:")]
    [InlineData("repair+8")]
    [InlineData("greedy:1")]
    public void A_bad_parameter_is_refused_with_the_form_that_is_allowed(string name)
    {
        string message = Assert.Throws<UnknownSchemeException>(() => SchemeCatalog.Parse(name)).Message;
        Assert.Contains($"'{name}': not of the form {name.Split(':', '+')[0]}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repair:08", "repair:8")]
    [InlineData("quantised:0240", "quantised:240")]
    [InlineData("top-k:05+5", "top-k:5+5")]
    [InlineData("lowcomm:0.001", "lowcomm:1e-3")]
    public void Another_way_of_writing_a_scheme_is_refused_with_its_name(string asked, string name) => Assert.EndsWith(
        $"; it is written {name}", Assert.Throws<UnknownSchemeException>(() => SchemeCatalog.Parse(asked)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_scheme_of_ranks_without_a_prior_is_refused()
    {
        Duo duo = RowPair.Named("close").Duo;
        foreach (Protocols.Role role in (Protocols.Role[])[Protocols.Role.Alice, Protocols.Role.Bob])
        {
            SpeculationContext side = duo.Side(role, gamma: 2, seed: 1) with { Prior = null };
            Assert.Throws<Distributions.BadDataException>(() => SchemeCatalog.Parse("invariant:index").Open(side));
        }
    }
}
