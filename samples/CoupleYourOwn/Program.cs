using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

const ulong seed = 1;
var rounds = new RoundRange(0, 100_000);

// Each party holds its own law; only the seed of the shared coins is common.
var alice = new PartyContext(Role.Alice, Row.FromWeights([0.5, 0.3, 0.2], "P"), seed);
var bob = new PartyContext(Role.Bob, Row.FromWeights([0.2, 0.3, 0.5], "Q"), seed);

foreach (string mode in (string[])["gumbel", "repair:8"])
{
    LocalResult result = LocalPair.Run(ProtocolCatalog.Parse(mode), alice, bob, rounds);
    double bits = (double)result.PayloadBits / rounds.Count;
    Console.WriteLine($"{mode}: agreement {result.Agreement:F4} at {bits:F2} bits per round");
}
