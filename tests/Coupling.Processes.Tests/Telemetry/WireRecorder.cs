using System.Net;
using System.Net.Sockets;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>Stands between the link and Bob, passes every byte on and keeps those that go to him.</summary>
internal sealed class WireRecorder : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly EndPoint bob;
    private readonly MemoryStream kept = new();
    private readonly TaskCompletionSource<byte[]> whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task passing;

    private WireRecorder(EndPoint bob)
    {
        this.bob = bob;
        listener.Start();
        passing = PassAsync();
    }

    public EndPoint Address => listener.LocalEndpoint;

    /// <summary>Takes one connection.</summary>
    public static WireRecorder Start(EndPoint bob) => new(bob);

    /// <summary>All that was said to Bob, once the connection has ended.</summary>
    public Task<byte[]> AliceToBobAsync() => whole.Task.WaitAsync(Programs.CouplingProgram.Patience);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await passing.ContinueWith(_ => { }, TaskScheduler.Default);
        listener.Dispose();
        stop.Dispose();
        await kept.DisposeAsync();
    }

    private async Task PassAsync()
    {
        try
        {
            using Socket alice = await listener.AcceptSocketAsync(stop.Token);
            using var onward = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            alice.NoDelay = true;
            await onward.ConnectAsync(bob, stop.Token);
            await Task.WhenAll(PumpAsync(alice, onward, kept), PumpAsync(onward, alice, Stream.Null));
            whole.SetResult(kept.ToArray());
        }
        catch (Exception fault)
        {
            whole.TrySetException(fault);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Stream copy)
    {
        var buffer = new byte[16384];
        int taken;
        while ((taken = await from.ReceiveAsync(buffer, stop.Token)) > 0)
        {
            copy.Write(buffer, 0, taken);
            await to.SendAsync(buffer.AsMemory(0, taken), stop.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
