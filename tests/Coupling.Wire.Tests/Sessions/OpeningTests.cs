using Coupling.Bits;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Tests.Sessions;

public class OpeningTests
{
    private static readonly Open Lease = new() { Mode = 1, FirstRound = 8192, Rounds = 100, Attempt = 1 };

    public static TheoryData<Bundle> NoOpenings =>
    [
        new Bundle(),
        new Bundle { Opens = { Lease, Lease } },
        new Bundle { Opens = { Lease }, Slots = { 0 } },
        new Bundle { Opens = { Lease }, BitLengths = { 8 } },
        new Bundle { Opens = { Lease }, Payload = ByteString.CopyFrom(1) },
        new Bundle { Opens = { Lease }, Continues = true },
        Bundle.Parser.ParseFrom([.. new Bundle { Opens = { Lease } }.ToByteArray(), (15 << 3) | 0, 42]),
    ];

    [Fact]
    public void A_bundle_that_opens_one_lease_and_says_nothing_else_is_an_opening() =>
        Assert.Equal(Lease, WireSession.OpeningOf(new Bundle { Opens = { Lease } }));

    [Theory]
    [MemberData(nameof(NoOpenings))]
    public void Anything_else_is_none(Bundle bundle) =>
        Assert.Throws<WireProtocolException>(() => WireSession.OpeningOf(bundle));

    [Fact]
    public void An_opening_with_a_field_that_nobody_knows_is_not_the_lease_that_was_meant() =>
        Assert.NotEqual(Lease, Open.Parser.ParseFrom([.. Lease.ToByteArray(), (15 << 3) | 0, 42]));
}
