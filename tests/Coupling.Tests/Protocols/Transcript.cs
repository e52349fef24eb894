using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>One round of a conversing mode: both samples, and what each party said in all, as zeros and ones.</summary>
internal sealed record Transcript(int Alice, int Bob, string AliceSaid, string BobSaid)
{
    public static Transcript Of(ConversingProtocol protocol, PartyContext alice, PartyContext bob, long round)
    {
        int[] a = new int[1];
        int[] b = new int[1];
        var range = new RoundRange(round, 1);
        List<(Role Speaker, Frame Frame)> frames = Recording.Of(
            UnitBatch.Create(Role.Alice, protocol, protocol.Open(alice), range, a),
            UnitBatch.Create(Role.Bob, protocol, protocol.Open(bob), range, b));
        return new Transcript(a[0], b[0], Said(Role.Alice), Said(Role.Bob));

        string Said(Role role) => string.Concat(frames.Where(said => said.Speaker == role).Select(said => Text(said.Frame)));
    }

    private static string Text(Frame frame)
    {
        var reader = new BitReader(frame.Bits, frame.BitLength);
        return string.Concat(Enumerable.Range(0, (int)frame.BitLength).Select(_ => reader.Read(1)));
    }
}
