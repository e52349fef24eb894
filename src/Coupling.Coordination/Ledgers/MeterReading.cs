using Coupling.Wire.V1;

namespace Coupling.Coordination.Ledgers;

/// <summary>All meters of a lease's connection at one moment, as each witness has them.</summary>
/// <param name="Alice">Alice's own.</param>
/// <param name="Bob">Bob's own.</param>
/// <param name="AliceLeg">What the link took from and gave to Alice.</param>
/// <param name="BobLeg">What the link took from and gave to Bob.</param>
/// <param name="AliceAnswers">False if she is gone: what she last said is no witness any more.</param>
/// <param name="BobAnswers">False if he is gone.</param>
internal sealed record MeterReading(
    WireMeters Alice, WireMeters Bob, LegReading AliceLeg, LegReading BobLeg, bool AliceAnswers = true, bool BobAnswers = true)
{
    public static MeterReading Zero { get; } = new(new WireMeters(), new WireMeters(), default, default);

    /// <summary>As the senders count.</summary>
    public Directions PayloadBits => new((long)Alice.PayloadBitsSent, (long)Bob.PayloadBitsSent);

    public Directions MessageBytes => new((long)Alice.MessageBytesSent, (long)Bob.MessageBytesSent);

    public Directions SocketBytes => new((long)Alice.SocketBytesSent, (long)Bob.SocketBytesSent);

    /// <summary>What the kernel says was sent over each leg; null unless it says so of all four sockets.</summary>
    public KernelLegs? KernelLegs =>
        Alice.HasKernelBytesSent && Bob.HasKernelBytesSent && AliceLeg.Kernel is { } towardsAlice && BobLeg.Kernel is { } towardsBob
            ? new KernelLegs(
                new Directions((long)Alice.KernelBytesSent, towardsAlice.Sent), new Directions(towardsBob.Sent, (long)Bob.KernelBytesSent))
            : null;

    /// <summary>Every meter, each direction, with all who counted it and can still be asked.</summary>
    public IEnumerable<MeterLine> Lines() => AllLines()
        .Select(line => line with { Counts = [.. line.Counts.Where(entry => Answers(entry.Witness))] })
        .Where(line => line.Counts.Count > 0);

    /// <summary>The most that anyone counted: on a broken connection nobody has the whole.</summary>
    public Directions Most(string meter) => new(Most(meter, aliceToBob: true), Most(meter, aliceToBob: false));

    private long Most(string meter, bool aliceToBob) => AllLines()
        .Single(line => line.Meter == meter && line.AliceToBob == aliceToBob).Counts.Max(entry => entry.Count);

    private bool Answers(string witness) => witness.Split(' ')[0] switch
    {
        "alice" => AliceAnswers,
        "bob" => BobAnswers,
        _ => true,
    };

    private IEnumerable<MeterLine> AllLines()
    {
        yield return new MeterLine("payload_bits", true, [("alice sent", (long)Alice.PayloadBitsSent), ("bob received", (long)Bob.PayloadBitsReceived)]);
        yield return new MeterLine("payload_bits", false, [("bob sent", (long)Bob.PayloadBitsSent), ("alice received", (long)Alice.PayloadBitsReceived)]);
        yield return new MeterLine("message_bytes", true, [("alice sent", (long)Alice.MessageBytesSent), ("bob received", (long)Bob.MessageBytesReceived)]);
        yield return new MeterLine("message_bytes", false, [("bob sent", (long)Bob.MessageBytesSent), ("alice received", (long)Alice.MessageBytesReceived)]);
        yield return new MeterLine(
            "socket_bytes", true,
            [("alice sent", (long)Alice.SocketBytesSent), ("link in", AliceLeg.In), ("link out", BobLeg.Out), ("bob received", (long)Bob.SocketBytesReceived)]);
        yield return new MeterLine(
            "socket_bytes", false,
            [("bob sent", (long)Bob.SocketBytesSent), ("link in", BobLeg.In), ("link out", AliceLeg.Out), ("alice received", (long)Alice.SocketBytesReceived)]);
        if (KernelLegs is { } legs)
        {
            yield return new MeterLine(
                "kernel_bytes", true,
                [("alice sent", legs.AliceToLink.AliceToBob), ("link received", AliceLeg.Kernel!.Value.Received), ("link sent", legs.LinkToBob.AliceToBob), ("bob received", (long)Bob.KernelBytesReceived)]);
            yield return new MeterLine(
                "kernel_bytes", false,
                [("bob sent", legs.LinkToBob.BobToAlice), ("link received", BobLeg.Kernel!.Value.Received), ("link sent", legs.AliceToLink.BobToAlice), ("alice received", (long)Alice.KernelBytesReceived)]);
            yield return new MeterLine("socket_bytes against kernel_bytes", true, [("alice sent", (long)Alice.SocketBytesSent), ("kernel", legs.AliceToLink.AliceToBob)]);
            yield return new MeterLine("socket_bytes against kernel_bytes", false, [("bob sent", (long)Bob.SocketBytesSent), ("kernel", legs.LinkToBob.BobToAlice)]);
        }
    }
}
