using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Coupling.Link;
using Coupling.Link.Shapes;

namespace Coupling.Wire.Tests.Link;

/// <summary>Two bare sockets with a link of some shape between them.</summary>
internal sealed class ShapedPath : IAsyncDisposable
{
    private readonly Socket listener;

    private ShapedPath(Socket listener, LinkRelay link, Socket alice, Socket bob)
    {
        this.listener = listener;
        Link = link;
        Alice = alice;
        Bob = bob;
    }

    public LinkRelay Link { get; }

    public Socket Alice { get; }

    public Socket Bob { get; }

    public LinkConnection Connection => Link.Connections.Single();

    public static async Task<ShapedPath> OpenAsync(string shape)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        LinkRelay link = LinkRelay.Start(
            _ => ValueTask.FromResult(listener.LocalEndPoint!), new LinkOptions { Shape = LinkShapeText.Parse(shape) ?? LinkShape.Plain });
        var alice = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await alice.ConnectAsync(link.EndPoint);
        Socket bob = await listener.AcceptAsync();
        bob.NoDelay = true;
        return new ShapedPath(listener, link, alice, bob);
    }

    /// <summary>Milliseconds of round trips of so many bytes, the least.</summary>
    public double ShortestRoundTrip(int bytes, int times)
    {
        double shortest = double.MaxValue;
        for (int time = 0; time < times; time++)
        {
            long begin = Stopwatch.GetTimestamp();
            Alice.Send(new byte[bytes]);
            Receive(Bob, bytes);
            Bob.Send(new byte[bytes]);
            Receive(Alice, bytes);
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return shortest;
    }

    /// <summary>Reads just so many bytes.</summary>
    public static void Receive(Socket socket, int bytes)
    {
        byte[] buffer = new byte[64 * 1024];
        while (bytes > 0)
        {
            int taken = socket.Receive(buffer, Math.Min(bytes, buffer.Length), SocketFlags.None);
            Assert.True(taken > 0);
            bytes -= taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Alice.Dispose();
        Bob.Dispose();
        await Link.DisposeAsync();
        listener.Dispose();
    }
}
