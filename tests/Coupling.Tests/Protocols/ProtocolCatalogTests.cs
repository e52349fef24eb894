using Coupling.Protocols;

namespace Coupling.Tests;

public class ProtocolCatalogTests
{
    [Theory]
    [InlineData("gumbel")]
    [InlineData("minhash")]
    [InlineData("independent")]
    [InlineData("repair:0")]
    [InlineData("repair:8")]
    [InlineData("repair:62")]
    [InlineData("lowcomm:1e-3")]
    [InlineData("lowcomm:9.765625e-4")]
    [InlineData("lowcomm:5e-1")]
    [InlineData("index")]
    [InlineData("inverse-cdf")]
    [InlineData("budget:0")]
    [InlineData("budget:12")]
    [InlineData("budget:0.0625")]
    [InlineData("budget:1024+65536")]
    [InlineData("budget:0.5+1")]
    [InlineData("optimal")]
    [InlineData("optimal+float32")]
    [InlineData("optimal+bfloat16")]
    [InlineData("optimal:cached")]
    [InlineData("optimal:cached+float32")]
    [InlineData("optimal:cached+bfloat16")]
    [InlineData("repair-grouped:2")]
    [InlineData("repair-grouped:16")]
    [InlineData("repair-grouped:8+turns=3")]
    [InlineData("repair-grouped:8+turns=7")]
    public void A_mode_is_named_as_it_was_asked_for(string mode) => Assert.Equal(mode, ProtocolCatalog.Parse(mode).Name);

    [Fact]
    public void Every_default_is_a_mode_under_its_own_name() =>
        Assert.All(ProtocolCatalog.Defaults, mode => Assert.Equal(mode, ProtocolCatalog.Parse(mode).Name));

    [Fact]
    public void Every_mode_says_which_coins_it_reads() =>
        Assert.All(ProtocolCatalog.Defaults, mode => Assert.Matches("^[a-z]+\\.[a-z]+[0-9]*-v[0-9]+(\\+[a-z]+\\.[a-z]+[0-9]*-v[0-9]+)*$", ProtocolCatalog.Parse(mode).CoinsFor(PartyContext.WholeRun)));

    [Fact]
    public void Every_mode_is_listed_with_what_it_does() =>
        Assert.All(ProtocolCatalog.Modes, mode =>
        {
            Assert.NotEmpty(mode.Pattern);
            Assert.NotEmpty(mode.Summary);
        });

    [Theory]
    [InlineData("gumble", "gumbel")]
    [InlineData("min-hash", "minhash")]
    [InlineData("repiar:4", "repair:c")]
    [InlineData("optimum:cached", "optimal")]
    [InlineData("Gumbel", "gumbel")]
    public void An_unknown_mode_is_refused_with_the_nearest(string mode, string nearest)
    {
        string message = Assert.Throws<UnknownModeException>(() => ProtocolCatalog.Parse(mode)).Message;
        Assert.Contains($"'{mode}'", message, StringComparison.Ordinal);
        Assert.Contains($"did you mean {nearest}?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repair")]
    [InlineData("repair:")]
    [InlineData("repair:-1")]
    [InlineData("repair:63")]
    [InlineData("repair:4.0")]
    [InlineData("repair: 4")]
    [InlineData("repair:4:4")]
    [InlineData("repair:04")]
    [InlineData("repair:99999999999")]
    [InlineData("budget")]
    [InlineData("budget:")]
    [InlineData("budget:-1")]
    [InlineData("budget:1025")]
    [InlineData("budget:04")]
    [InlineData("budget:4.0")]
    [InlineData("budget:.5")]
    [InlineData("budget:4.")]
    [InlineData("budget:0.00001")]
    [InlineData("budget:1e2")]
    [InlineData("budget:1,5")]
    [InlineData("budget:4+4096")]
    [InlineData("budget:4+0")]
    [InlineData("budget:4+3")]
    [InlineData("budget:4+064")]
    [InlineData("budget:4+131072")]
    [InlineData("budget:4+")]
    [InlineData("budget:4+64+64")]
    [InlineData("budget+64")]
    [InlineData("gumbel:1")]
    [InlineData("gumbel:")]
    [InlineData("gumbel+bfloat16")]
    [InlineData("repair+4")]
    [InlineData("repair:4+bfloat16")]
    [InlineData("lowcomm")]
    [InlineData("lowcomm:")]
    [InlineData("lowcomm:0")]
    [InlineData("lowcomm:1")]
    [InlineData("lowcomm:6e-1")]
    [InlineData("lowcomm:9e-10")]
    [InlineData("lowcomm:-1e-3")]
    [InlineData("lowcomm:2^-10")]
    [InlineData("lowcomm:nan")]
    [InlineData("lowcomm:1e-3 ")]
    [InlineData("lowcomm:1e-99999999999")]
    [InlineData("lowcomm:1e-3+float32")]
    [InlineData("lowcomm+1e-3")]
    [InlineData("index:4")]
    [InlineData("optimal:")]
    [InlineData("optimal+")]
    [InlineData("optimal:fast")]
    [InlineData("optimal:bfloat16")]
    [InlineData("optimal+binary64")]
    [InlineData("optimal+float16")]
    [InlineData("optimal+bfloat16:cached")]
    [InlineData("optimal:cached+bfloat16+float32")]
    [InlineData("repair-grouped")]
    [InlineData("repair-grouped:1")]
    [InlineData("repair-grouped:17")]
    [InlineData("repair-grouped:08")]
    [InlineData("repair-grouped:8+turns=")]
    [InlineData("repair-grouped:8+turns=4")]
    [InlineData("repair-grouped:8+turns=07")]
    [InlineData("repair-grouped:8+turns=7+turns=7")]
    [InlineData("repair-grouped+turns=7")]
    public void A_bad_parameter_is_refused_with_the_form_that_is_allowed(string mode)
    {
        string message = Assert.Throws<UnknownModeException>(() => ProtocolCatalog.Parse(mode)).Message;
        Assert.Contains($"'{mode}': not of the form {mode.Split(':', '+')[0]}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lowcomm:0.001", "lowcomm:1e-3")]
    [InlineData("lowcomm:1E-3", "lowcomm:1e-3")]
    [InlineData("lowcomm:1e-03", "lowcomm:1e-3")]
    [InlineData("lowcomm:10e-4", "lowcomm:1e-3")]
    [InlineData("lowcomm:1.0e-3", "lowcomm:1e-3")]
    [InlineData("lowcomm:.5", "lowcomm:5e-1")]
    [InlineData("lowcomm:0.0009765625", "lowcomm:9.765625e-4")]
    [InlineData("lowcomm:1.00000000000000000000000000000000001e-3", "lowcomm:1e-3")]
    [InlineData("repair:04", "repair:4")]
    public void Another_way_of_writing_a_mode_is_refused_with_its_name(string mode, string name)
    {
        string message = Assert.Throws<UnknownModeException>(() => ProtocolCatalog.Parse(mode)).Message;
        Assert.EndsWith($"; it is written {name}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(" gumbel")]
    public void What_is_no_mode_is_refused(string mode) => Assert.Throws<UnknownModeException>(() => ProtocolCatalog.Parse(mode));
}
