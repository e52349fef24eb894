namespace Coupling.Lockstep;

/// <summary>What <see cref="LocalPair"/> drew.</summary>
/// <param name="Alice">Alice's samples, one per round.</param>
/// <param name="Bob">Bob's samples, one per round.</param>
/// <param name="AliceToBob">Payload bits of each unit; empty for a silent mode.</param>
/// <param name="BobToAlice">Payload bits of each unit; empty for a silent mode.</param>
/// <param name="Turns">Turns of the batch, both directions.</param>
public sealed record LocalResult(int[] Alice, int[] Bob, long[] AliceToBob, long[] BobToAlice, int Turns)
{
    /// <summary>Payload bits of the setup, both directions: said once, whatever the number of rounds.</summary>
    public long SetUpBits { get; init; }

    /// <summary>Rounds per setting of an adaptive mode, as Alice kept them; empty for other modes.</summary>
    public IReadOnlyDictionary<long, long> AliceSettings { get; init; } = new Dictionary<long, long>();

    /// <summary>The same as Bob kept them; equal to hers.</summary>
    public IReadOnlyDictionary<long, long> BobSettings { get; init; } = new Dictionary<long, long>();

    /// <summary>All payload bits, both directions, setup included.</summary>
    public long PayloadBits => SetUpBits + AliceToBob.Sum() + BobToAlice.Sum();

    /// <summary>Rounds in which both samples were equal.</summary>
    public int Agreements
    {
        get
        {
            int agreements = 0;
            for (int index = 0; index < Alice.Length; index++)
            {
                agreements += Alice[index] == Bob[index] ? 1 : 0;
            }

            return agreements;
        }
    }

    /// <summary>The share of agreements; NaN of no rounds.</summary>
    public double Agreement => (double)Agreements / Alice.Length;
}
