using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Runs;

public class RunRequestCheckTests
{
    public static TheoryData<string, Action<SubmitRequest>> Refused => new()
    {
        { "run name:  (allowed: 1 to 64 of a-z, A-Z, 0-9, '-', '_')", request => request.RunId = string.Empty },
        { "run name: a/b (allowed: 1 to 64 of a-z, A-Z, 0-9, '-', '_')", request => request.RunId = "a/b" },
        { $"run name: {new string('x', 65)} (allowed: 1 to 64 of a-z, A-Z, 0-9, '-', '_')", request => request.RunId = new string('x', 65) },
        { "rounds: 0 (allowed: 1 to 1099511627776)", request => request.Rounds = 0 },
        { "seconds: -1 (allowed: 0, or 0.001 to 1000000)", request => request.Seconds = -1 },
        { "seconds: NaN (allowed: 0, or 0.001 to 1000000)", request => request.Seconds = double.NaN },
        { "seconds: 1000001 (allowed: 0, or 0.001 to 1000000)", request => request.Seconds = 1_000_001 },
        { "rounds: 1099511627777 (allowed: 1 to 1099511627776)", request => request.Rounds = (1UL << 40) + 1 },
        { "batch: 0 (allowed: 1 to 65536)", request => request.Batch = 0 },
        { "batch: 65537 (allowed: 1 to 65536)", request => request.Batch = 65537 },
        { "in-flight: 1025 (allowed: 0 to 1024)", request => request.InFlight = 1025 },
        { "rounds / batch: 4294967295 (allowed: at most 4294967294 batches)", request => (request.Rounds, request.Batch) = (uint.MaxValue, 1) },
        { "modes: none (allowed: at least one)", request => request.Modes.Clear() },
        { "modes: gumbel twice (allowed: each mode once)", request => request.Modes.Add("gumbel") },
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
    public void An_unknown_mode_is_refused_with_the_nearest_one()
    {
        SubmitRequest request = Good();
        request.Modes.Add("gumbal");
        RunFaultException fault = Assert.Throws<RunFaultException>(() => RunRequestCheck.Check(request));
        Assert.Equal(RunFault.Usage, fault.Fault);
        Assert.Contains("did you mean gumbel?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_request_gives_its_protocols_in_order()
    {
        SubmitRequest request = Good();
        request.Modes.Add("repair:62");
        IReadOnlyList<Protocol> protocols = RunRequestCheck.Check(request);
        Assert.Equal(["gumbel", "repair:62"], protocols.Select(protocol => protocol.Name));
    }

    private static SubmitRequest Good() => new() { RunId = "a-Z_9", Rounds = 1UL << 40, Batch = 65536, InFlight = 1024, Modes = { "gumbel" } };
}
