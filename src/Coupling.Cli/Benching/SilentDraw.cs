using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Cli.Benching;

/// <summary>One party of a silent mode.</summary>
internal sealed class SilentDraw(SilentProtocol protocol, PartyContext party) : IDraw
{
    private readonly ISampler sampler = protocol.CreateSampler(party);
    private readonly int[] samples = new int[4096];
    private long next;

    public int Batch => samples.Length;

    public int Parties => 1;

    /// <inheritdoc/>
    /// <remarks>Aligned, as batches of a run are: a sampler may remember an aligned block of rounds.</remarks>
    public void Draw(int rounds)
    {
        long first = (next + rounds - 1) / rounds * rounds;
        sampler.Sample(new RoundRange(first, rounds), samples.AsSpan(0, rounds));
        next = first + rounds;
    }
}
