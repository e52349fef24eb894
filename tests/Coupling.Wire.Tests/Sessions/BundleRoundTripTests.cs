using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using CsCheck;
using Google.Protobuf;

namespace Coupling.Wire.Tests.Sessions;

public class BundleRoundTripTests
{
    private static readonly Gen<(uint Slot, Frame Frame)> Frames =
        from slot in Gen.OneOf(Gen.UInt[0, 3], Gen.UInt)
        from bits in Gen.OneOf(Gen.Long[1, 70], Gen.Long[1, 200_000], Gen.Long[491_519, 491_521], Gen.Long[1, 3_000_000])
        from seed in Gen.Int
        select (slot, FrameOf(bits, seed));

    [Fact]
    public void What_was_packed_comes_out_again_in_order() =>
        Gen.Select(Frames.Array[0, 40], Gen.Int[1, 40]).Sample((frames, perTake) =>
        {
            var packer = new BundlePacker();
            var assembler = new FrameAssembler();
            var arrived = new List<(uint Slot, Frame Frame)>();
            foreach ((uint Slot, Frame Frame)[] together in frames.Chunk(perTake))
            {
                Array.ForEach(together, entry => packer.Add(entry.Slot, entry.Frame));
                Assert.Equal(together.Length, packer.Frames);
                IReadOnlyList<Bundle> bundles = packer.Take();
                Assert.All(bundles, bundle => Assert.InRange(bundle.Payload.Length, 1, BundlePacker.BundlePayloadBytes));
                Assert.Equal(together.Sum(entry => entry.Frame.BitLength), bundles.Sum(bundle => bundle.BitLengths.Sum(bits => (long)bits)));
                arrived.AddRange(bundles.SelectMany(bundle => assembler.Read(Bundle.Parser.ParseFrom(bundle.ToByteArray())).Select(entry => (entry.Slot, entry.Frame.Copy()))));
            }

            Assert.Equal(0, packer.Frames);
            Assert.Empty(packer.Take());
            Assert.Equal(frames.Select(Text), arrived.Select(Text));
        }, iter: 60, threads: 1);

    [Fact]
    public void Few_bundles_carry_many_small_frames()
    {
        var packer = new BundlePacker();
        for (uint slot = 0; slot < 1000; slot++)
        {
            packer.Add(slot, FrameOf(9, (int)slot));
        }

        Bundle bundle = Assert.Single(packer.Take());
        Assert.Equal(2000, bundle.Payload.Length);
        Assert.False(bundle.Continues);
    }

    [Fact]
    public void A_frame_without_end_is_refused()
    {
        var assembler = new FrameAssembler();
        const int pieceBits = BundlePacker.BundlePayloadBytes * 8;
        var bundle = new Bundle
        {
            Slots = { 0 },
            BitLengths = { pieceBits },
            Payload = ByteString.CopyFrom(new byte[BundlePacker.BundlePayloadBytes]),
            Continues = true,
        };
        for (long bits = pieceBits; bits <= FrameAssembler.MaximumFrameBits; bits += pieceBits)
        {
            Assert.Empty(assembler.Read(bundle));
        }

        Assert.Throws<WireProtocolException>(() => assembler.Read(bundle));
    }

    private static Frame FrameOf(long bits, int seed)
    {
        var bytes = new byte[(bits + 7) / 8];
        new Random(seed).NextBytes(bytes);
        bytes[^1] &= (byte)(0xff << (int)((8 - (bits % 8)) % 8));
        return new Frame(bytes, bits);
    }

    private static string Text((uint Slot, Frame Frame) entry) =>
        $"{entry.Slot}: {entry.Frame.BitLength}: {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Frame.Bits.Span))}";
}
