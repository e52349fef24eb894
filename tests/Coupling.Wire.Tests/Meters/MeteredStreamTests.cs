using Coupling.Wire.Meters;

namespace Coupling.Wire.Tests.Meters;

public sealed class MeteredStreamTests
{
    private static readonly byte[] Seven = [1, 2, 3, 4, 5, 6, 7];

    public static TheoryData<string, Func<Stream, Task>> Writes => new()
    {
        { "array", stream => Now(() => stream.Write(Seven, 0, 7)) },
        { "span", stream => Now(() => stream.Write(Seven.AsSpan())) },
        { "array, async", stream => stream.WriteAsync(Seven, 0, 7) },
        { "memory, async", stream => stream.WriteAsync(Seven.AsMemory()).AsTask() },
        { "begin, end", stream => Now(() => stream.EndWrite(stream.BeginWrite(Seven, 0, 7, null, null))) },
        { "bytes", stream => Now(() => Array.ForEach(Seven, stream.WriteByte)) },
    };

    public static TheoryData<string, Func<Stream, Task>> Reads => new()
    {
        { "array", stream => Now(() => stream.ReadExactly(new byte[7], 0, 7)) },
        { "span", stream => Now(() => stream.ReadExactly(new byte[7].AsSpan())) },
        { "array, async", stream => stream.ReadAsync(new byte[9], 0, 9) },
        { "memory, async", stream => stream.ReadAsync(new byte[9].AsMemory()).AsTask() },
        { "begin, end", stream => Now(() => stream.EndRead(stream.BeginRead(new byte[9], 0, 9, null, null))) },
        { "bytes", stream => Now(() => Array.ForEach(Seven, value => Assert.Equal(value, stream.ReadByte()))) },
        { "copy", stream => Now(() => stream.CopyTo(Stream.Null)) },
        { "copy, async", stream => stream.CopyToAsync(Stream.Null) },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Every_way_to_write_is_counted_once(string way, Func<Stream, Task> write)
    {
        Assert.NotEmpty(way);
        ByteMeter meter = new();
        using MemoryStream below = new();
        await using MeteredStream stream = new(below, meter);

        await write(stream);

        Assert.Equal(new MeterSnapshot(7, 0), meter.Snapshot());
        Assert.Equal(Seven, below.ToArray());
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Every_way_to_read_is_counted_once(string way, Func<Stream, Task> read)
    {
        Assert.NotEmpty(way);
        ByteMeter meter = new();
        using MemoryStream below = new(Seven);
        await using MeteredStream stream = new(below, meter);

        await read(stream);

        Assert.Equal(new MeterSnapshot(0, 7), meter.Snapshot());
    }

    [Fact]
    public void Disposing_refuses_further_use_and_leaves_the_stream_below_open()
    {
        ByteMeter meter = new();
        using MemoryStream below = new();
        MeteredStream stream = new(below, meter);
        stream.Dispose();

        Assert.Throws<ObjectDisposedException>(() => stream.WriteByte(1));
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.Equal(default, meter.Snapshot());
        Assert.True(below.CanWrite);
    }

    private static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
