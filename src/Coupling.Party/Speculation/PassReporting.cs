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
            Tokens = ConversingBatches.LittleEndian(tokens),
            Drafted = (uint)pass.Drafted,
            Accepted = (uint)pass.Accepted,
            Text = run.Role == Role.Bob ? ByteString.CopyFrom(run.Vocabulary.DecodeBytes(tokens)) : ByteString.Empty,
        };
    }
}
