using System.Buffers;
using Coupling.Lockstep;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Sessions;

/// <summary>Packs frames of many batches into few bundles. A frame that does not fit goes on in the next bundle.</summary>
public sealed class BundlePacker
{
    /// <summary>The most payload that one bundle carries.</summary>
    public const int BundlePayloadBytes = 60 * 1024;

    private readonly List<Bundle> full = [];
    private readonly ArrayBufferWriter<byte> payload = new();
    private Bundle current = new();

    /// <summary>Frames added since the last <see cref="Take"/>.</summary>
    public int Frames { get; private set; }

    public void Add(uint slot, Frame frame)
    {
        Frames++;
        ReadOnlySpan<byte> rest = frame.Bits.Span;
        long restBits = frame.BitLength;
        if (payload.WrittenCount > 0 && payload.WrittenCount + rest.Length > BundlePayloadBytes)
        {
            Close(continues: false);
        }

        while (rest.Length > BundlePayloadBytes)
        {
            Append(slot, rest[..BundlePayloadBytes], BundlePayloadBytes * 8L);
            rest = rest[BundlePayloadBytes..];
            restBits -= BundlePayloadBytes * 8L;
            Close(continues: true);
        }

        Append(slot, rest, restBits);
    }

    /// <summary>All bundles, ready to send; the packer is empty again.</summary>
    public IReadOnlyList<Bundle> Take()
    {
        if (payload.WrittenCount > 0)
        {
            Close(continues: false);
        }

        Frames = 0;
        Bundle[] bundles = [.. full];
        full.Clear();
        return bundles;
    }

    private void Append(uint slot, ReadOnlySpan<byte> bytes, long bits)
    {
        current.Slots.Add(slot);
        current.BitLengths.Add((uint)bits);
        payload.Write(bytes);
    }

    private void Close(bool continues)
    {
        current.Payload = ByteString.CopyFrom(payload.WrittenSpan);
        current.Continues = continues;
        full.Add(current);
        current = new Bundle();
        payload.ResetWrittenCount();
    }
}
