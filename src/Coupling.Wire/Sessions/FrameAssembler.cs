using System.Buffers;
using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>Takes bundles apart into frames again, and refuses every bundle that a packer would not have made.</summary>
public sealed class FrameAssembler
{
    /// <summary>The largest frame: a row of 2²⁰ weights of 64 bits, and as much again.</summary>
    public const long MaximumFrameBits = 1L << 27;

    // Two, so that a frame that ends in a bundle is still whole when the next one has begun in the same bundle.
    private readonly ArrayBufferWriter<byte>[] pieces = [new(), new()];
    private int used;
    private ArrayBufferWriter<byte>? begun;
    private uint begunSlot;
    private long begunBits;

    /// <summary>The frames that this bundle completes, in order. They are lent until the next bundle is read.</summary>
    /// <exception cref="WireProtocolException">The bundle is malformed.</exception>
    public List<(uint Slot, Frame Frame)> Read(Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        Check(bundle);
        var frames = new List<(uint, Frame)>(bundle.Slots.Count);
        ReadOnlyMemory<byte> rest = bundle.Payload.Memory;
        for (int index = 0; index < bundle.Slots.Count; index++)
        {
            long bits = bundle.BitLengths[index];
            int bytes = (int)((bits + 7) / 8);
            ReadOnlyMemory<byte> piece = rest[..bytes];
            rest = rest[bytes..];
            bool goesOn = bundle.Continues && index == bundle.Slots.Count - 1;
            if (begun is null && !goesOn)
            {
                frames.Add((bundle.Slots[index], new Frame(piece, bits)));
            }
            else if (Extend(bundle.Slots[index], piece, bits, goesOn) is { } whole)
            {
                frames.Add((bundle.Slots[index], whole));
            }
        }

        return frames;
    }

    private Frame? Extend(uint slot, ReadOnlyMemory<byte> piece, long bits, bool goesOn)
    {
        if (begun is null)
        {
            used = 1 - used;
            begun = pieces[used];
            begun.ResetWrittenCount();
            begunSlot = slot;
            begunBits = 0;
        }

        if (slot != begunSlot)
        {
            throw new WireProtocolException($"A frame of slot {begunSlot} goes on with a piece of slot {slot}.");
        }

        if (goesOn && bits % 8 != 0)
        {
            throw new WireProtocolException($"A frame goes on after {bits} bits, which are no whole bytes.");
        }

        begun.Write(piece.Span);
        begunBits += bits;
        if (begunBits > MaximumFrameBits)
        {
            throw new WireProtocolException($"A frame is longer than {MaximumFrameBits} bits.");
        }

        if (goesOn)
        {
            return null;
        }

        var frame = new Frame(begun.WrittenMemory, begunBits);
        begun = null;
        return frame;
    }

    private static void Check(Bundle bundle)
    {
        if (bundle.Opens.Count > 0)
        {
            throw new WireProtocolException("A lease was opened on a stream that serves one already.");
        }

        if (bundle.Slots.Count == 0 || bundle.Slots.Count != bundle.BitLengths.Count)
        {
            throw new WireProtocolException(
                $"A bundle has {bundle.Slots.Count} slots and {bundle.BitLengths.Count} bit lengths; it needs as many of both, at least 1.");
        }

        long bytes = 0;
        foreach (uint bits in bundle.BitLengths)
        {
            bytes += bits > 0 ? (bits + 7L) / 8 : throw new WireProtocolException("A bundle has a frame of 0 bits.");
        }

        if (bytes != bundle.Payload.Length)
        {
            throw new WireProtocolException($"A bundle's frames need {bytes} bytes; it carries {bundle.Payload.Length}.");
        }

        if (HasUnknownFields(bundle))
        {
            throw new WireProtocolException("A bundle has fields that are not part of the protocol.");
        }
    }

    /// <summary>Nothing may travel in fields that no meter reads: what is known must be all there is.</summary>
    private static bool HasUnknownFields(Bundle bundle)
    {
        var known = new Bundle { Payload = bundle.Payload, Continues = bundle.Continues };
        known.Slots.AddRange(bundle.Slots);
        known.BitLengths.AddRange(bundle.BitLengths);
        return known.CalculateSize() != bundle.CalculateSize();
    }
}
