using Microsoft.ML.OnnxRuntime;

namespace Coupling.Models;

/// <summary>What a transformer keeps of the tokens that it has read: a session's cache.</summary>
internal sealed class KeysAndValues : IDisposable
{
    private readonly IReadOnlyList<PastPort> ports;

    /// <param name="ports">Where they go in and come out.</param>
    /// <param name="values">One of each; owned from then on.</param>
    /// <param name="length">Of how many tokens.</param>
    public KeysAndValues(IReadOnlyList<PastPort> ports, IReadOnlyList<OrtValue> values, int length)
    {
        this.ports = ports;
        Values = values;
        Length = length;
    }

    public IReadOnlyList<OrtValue> Values { get; }

    public int Length { get; }

    /// <summary>Of no tokens.</summary>
    public static KeysAndValues Empty(IReadOnlyList<PastPort> ports) =>
        new(ports, [.. ports.Select(port => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, port.Type, port.ShapeOf(0)))], 0);

    /// <summary>A copy of those of the first <paramref name="length"/> tokens.</summary>
    public KeysAndValues First(int length) => new(ports, [.. ports.Select((port, i) => First(port, Values[i], length))], length);

    public void Dispose()
    {
        foreach (OrtValue value in Values)
        {
            value.Dispose();
        }
    }

    private OrtValue First(PastPort port, OrtValue value, int length)
    {
        var cut = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, port.Type, port.ShapeOf(length));
        if (length > 0)
        {
            Span<byte> from = value.GetTensorMutableRawData();
            Span<byte> to = cut.GetTensorMutableRawData();
            int whole = Length * port.TokenBytes;
            int kept = length * port.TokenBytes;
            for (int row = 0; row * kept < to.Length; row++)
            {
                from.Slice(row * whole, kept).CopyTo(to[(row * kept)..]);
            }
        }

        return cut;
    }
}
