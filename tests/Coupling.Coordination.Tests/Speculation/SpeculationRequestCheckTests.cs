using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Speculation;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Speculation;

public class SpeculationRequestCheckTests
{
    public static TheoryData<string, Action<SubmitRequest>> Refused => new()
    {
        { "run name: a/b (allowed: 1 to 64 of a-z, A-Z, 0-9, '-', '_')", request => request.RunId = "a/b" },
        { "tokens: 0 (allowed: 1 to 65536)", request => request.Rounds = 0 },
        { "tokens: 65537 (allowed: 1 to 65536)", request => request.Rounds = 65537 },
        { "schemes: none (allowed: at least one)", request => request.Modes.Clear() },
        { "gammas: 3 (allowed: one for each of 2 schemes)", request => request.Speculation.Gammas.Add(1) },
        { "gamma: 0 (allowed: 1 to 64)", request => request.Speculation.Gammas[0] = 0 },
        { "gamma: 65 (allowed: 1 to 64)", request => request.Speculation.Gammas[1] = 65 },
        { "schemes: standard with gamma 4 twice (allowed: each once)", request => request.Modes[1] = "standard" },
        { "prompt: 1048577 bytes (allowed: at most 1048576)", request => request.Speculation.Prompt = new string('x', (1 << 20) + 1) },
        { "keep-rounds: Csv (allowed: none with texts: the result has every token)", request => request.KeepRounds = RoundsFormat.Csv },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_field_out_of_range_is_refused_with_its_value_and_what_is_allowed(string says, Action<SubmitRequest> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        SubmitRequest request = Good();
        change(request);
        RunFaultException fault = Assert.Throws<RunFaultException>(() => RunRequestCheck.Check(request));
        Assert.Equal((RunFault.Usage, says), (fault.Fault, fault.Message));
    }

    [Fact]
    public void Texts_of_all_schemes_together_are_bounded()
    {
        SubmitRequest request = Good();
        for (uint gamma = 5; gamma <= 20; gamma++)
        {
            request.Modes.Add("standard");
            request.Speculation.Gammas.Add(gamma);
        }

        Assert.Equal("tokens of all texts: 1179648 (allowed: at most 1048576)", Assert.Throws<RunFaultException>(() => SpeculationRequestCheck.Check(request)).Message);
    }

    [Fact]
    public void An_unknown_scheme_is_refused_with_the_nearest_one()
    {
        SubmitRequest request = Good();
        request.Modes[0] = "standart";
        Assert.Contains("did you mean standard", Assert.Throws<RunFaultException>(() => SpeculationRequestCheck.Check(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_request_gives_its_schemes_in_order()
    {
        Assert.Equal(["standard", "invariant:gumbel"], SpeculationRequestCheck.Check(Good()).Select(scheme => scheme.Name));
        Assert.Empty(RunRequestCheck.Check(Good()));
    }

    private static SubmitRequest Good() => new()
    {
        RunId = "texts",
        Rounds = 65536,
        Modes = { "standard", "invariant:gumbel" },
        Speculation = new SpeculationRequest { Gammas = { 4, 4 } },
    };
}
