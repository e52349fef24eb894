using Coupling.Bits;

namespace Coupling.Party.Speculation;

/// <summary>The wire of a target that decodes alone: there is nobody at its other end.</summary>
internal sealed class DeafWire : IBitWire
{
    public void Send(ulong value, int width)
    {
        if (width > 0)
        {
            throw new InvalidOperationException("A target that decodes alone has nobody to speak to.");
        }
    }

    public ValueTask<ulong> ReceiveAsync(int width) => width == 0
        ? ValueTask.FromResult(0UL)
        : throw new InvalidOperationException("A target that decodes alone has nobody to listen to.");
}
