namespace Coupling.Cli.Benching;

/// <summary>What `coupling bench` measured, on one thread but for the transport. The fields are those of `--format json`.</summary>
/// <param name="Schema">`coupling.bench/1`.</param>
/// <param name="Version">Of this program.</param>
/// <param name="Instructions">Which vectors ran: <see cref="InstructionPath"/>.</param>
/// <param name="Processors">How many this process may use.</param>
/// <param name="Seconds">What was asked for.</param>
/// <param name="Limits">Of this machine.</param>
/// <param name="Items">Every n, with what was measured at it.</param>
internal sealed record BenchReport(
    string Schema, string Version, string Instructions, int Processors, double Seconds, BenchLimits Limits, IReadOnlyList<BenchItems> Items);

/// <summary>What no sampler and no protocol gets past.</summary>
/// <param name="ReadBytesPerSecond">Reading an array that is larger than the cache of a core.</param>
/// <param name="GeneratorBlocksPerSecond">Blocks of 128 bits.</param>
/// <param name="Transport">gRPC over loopback.</param>
internal sealed record BenchLimits(double ReadBytesPerSecond, double GeneratorBlocksPerSecond, BenchTransport Transport);

/// <summary>gRPC over loopback, both ends in one process.</summary>
/// <param name="BundleBytes">Payload of a bundle.</param>
/// <param name="BytesPerSecond">Payload in one direction, bundle after bundle.</param>
/// <param name="RoundTripsPerSecond">A byte there and back.</param>
internal sealed record BenchTransport(int BundleBytes, double BytesPerSecond, double RoundTripsPerSecond);

/// <summary>Speeds at one n.</summary>
/// <param name="N">n.</param>
/// <param name="ReadsPerSecond">P, read once and nothing else: the same P, and another every time.</param>
/// <param name="GenerationsPerSecond">A block of the generator for every two items, and nothing else.</param>
/// <param name="Modes">The modes.</param>
internal sealed record BenchItems(int N, BenchSpeed ReadsPerSecond, double GenerationsPerSecond, IReadOnlyList<BenchMode> Modes);

/// <summary>A mode at one n.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Parties">1: one party's samples; 2: both parties' rounds, one after the other.</param>
/// <param name="Coins">The named processes that it reads.</param>
/// <param name="SamplesPerSecond">Its speed.</param>
internal sealed record BenchMode(string Mode, int Parties, BenchCoins Coins, BenchSpeed SamplesPerSecond);

/// <summary>Processes of coins, by name.</summary>
/// <param name="Staying">Where P and Q are the same in all rounds.</param>
/// <param name="Changing">Where they are others in every round; null for a mode that is for pairs that stay.</param>
internal sealed record BenchCoins(string Staying, string? Changing);

/// <summary>Times per second.</summary>
/// <param name="Staying">Where P and Q are the same in all rounds.</param>
/// <param name="Changing">Where they are others in every round; null for a mode that is for pairs that stay.</param>
internal sealed record BenchSpeed(double Staying, double? Changing);
