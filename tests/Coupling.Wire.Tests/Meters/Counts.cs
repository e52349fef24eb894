using Coupling.Link;
using Coupling.Wire.Meters;

namespace Coupling.Wire.Tests.Meters;

/// <summary>The four counts of either direction of one connection.</summary>
internal readonly record struct Counts(
    long AliceSent, long LinkInFromAlice, long LinkOutToBob, long BobReceived,
    long BobSent, long LinkInFromBob, long LinkOutToAlice, long AliceReceived)
{
    public static Counts Of(ByteMeter alice, LinkConnection link, ByteMeter bob) => new(
        alice.Sent, link.Alice.In, link.Bob.Out, bob.Received, bob.Sent, link.Bob.In, link.Alice.Out, alice.Received);

    /// <summary>What a broken connection must still satisfy.</summary>
    public bool NothingFromNowhere =>
        AliceSent >= LinkInFromAlice && LinkInFromAlice >= LinkOutToBob && LinkOutToBob >= BobReceived &&
        BobSent >= LinkInFromBob && LinkInFromBob >= LinkOutToAlice && LinkOutToAlice >= AliceReceived;

    /// <summary>Empty when sender = link in = link out = receiver, to the byte, both ways.</summary>
    public IReadOnlyList<string> Differences()
    {
        List<string> lines = [];
        Compare(lines, "Alice sent / link in", AliceSent, LinkInFromAlice);
        Compare(lines, "Alice's link in / out", LinkInFromAlice, LinkOutToBob);
        Compare(lines, "link out / Bob received", LinkOutToBob, BobReceived);
        Compare(lines, "Bob sent / link in", BobSent, LinkInFromBob);
        Compare(lines, "Bob's link in / out", LinkInFromBob, LinkOutToAlice);
        Compare(lines, "link out / Alice received", LinkOutToAlice, AliceReceived);
        return lines;
    }

    private static void Compare(List<string> lines, string edge, long left, long right)
    {
        if (left != right)
        {
            lines.Add($"{edge}: {left} / {right}");
        }
    }
}
