using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Coupling.Party.Leases;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Party.Speculation;

/// <summary>A pass as a party reports it.</summary>
internal static class PassReporting
{
    /// <summary>Without what was said. Only Bob tells what the tokens read like: the text is his.</summary>
    public static PassReport Of(SpeculationRun run, long position, Pass pass)
    {
        int[] tokens = [.. pass.Tokens];
        return new PassReport
        {
            Position = (ulong)position,
            Tokens = LittleEndian(tokens),
            Drafted = (uint)pass.Drafted,
            Accepted = (uint)pass.Accepted,
            Text = run.Role == Role.Bob ? ByteString.CopyFrom(run.Vocabulary.DecodeBytes(tokens)) : ByteString.Empty,
        };
    }

    /// <summary>int32, little-endian, one after another.</summary>
    private static ByteString LittleEndian(ReadOnlySpan<int> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
        }

        var bytes = new byte[values.Length * sizeof(int)];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(index * sizeof(int)), values[index]);
        }

        return ByteString.CopyFrom(bytes);
    }
}
