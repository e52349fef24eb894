using System.Net;
using Coupling.Wire.Dialing;

namespace Coupling.Wire.Tests.Security;

public class HostAndPortTests
{
    [Fact]
    public void AddressesAndNamesAreRead()
    {
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7001), HostAndPort.TryParse("127.0.0.1:7001"));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 7001), HostAndPort.TryParse("[::1]:7001"));
        Assert.Equal(new DnsEndPoint("bob.example", 7001), HostAndPort.TryParse("bob.example:7001"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bob")]
    [InlineData(":7001")]
    [InlineData("bob:")]
    [InlineData("bob:65536")]
    [InlineData("bob:-1")]
    [InlineData("bob:7001x")]
    [InlineData("::1:7001")]
    [InlineData("http://bob:7001")]
    [InlineData("b ob:7001")]
    public void AnythingElseIsNot(string text) => Assert.Null(HostAndPort.TryParse(text));
}
