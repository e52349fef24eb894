using Coupling.Cli.Benching.Limits;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Plans;

namespace Coupling.Cli.Benching;

/// <summary>Measures one thing after another, each in the same part of the time.</summary>
internal sealed class BenchRun
{
    private const string Schema = "coupling.bench/1";
    private const int BundleBytes = 1 << 16;

    /// <summary>The limits of the machine: reading, the generator, two of the transport.</summary>
    private const int MachineParts = 4;

    /// <summary>The limits at an n: P that stays, P that changes, the generator.</summary>
    private const int LimitParts = 3;

    /// <summary>Rows of 8 MiB, 64 MiB in all: more than a core's own cache, and than most shared ones.</summary>
    private const int LargeRows = 8;
    private const int MostPasses = 1 << 16;
    private const int MostBlocks = 1 << 20;

    /// <summary>A call takes a while to open.</summary>
    private const int FewestBundles = 256;
    private const int MostBundles = 1 << 14;

    private readonly BenchSettings settings;
    private readonly TimeSpan part;
    private readonly GeneratorLimit generator = new();

    /// <summary>Where results go that nobody asks for, so that they are computed.</summary>
    private double sink;

    private BenchRun(BenchSettings settings)
    {
        this.settings = settings;
        int ofModes = settings.Modes.Sum(mode => NeedsPairToStay(mode) ? 1 : 2);
        part = TimeSpan.FromSeconds(settings.Seconds) / (MachineParts + (settings.Items.Count * (LimitParts + ofModes)));
    }

    /// <param name="settings">What to measure.</param>
    /// <param name="tell">Is told what is being measured.</param>
    public static async Task<BenchReport> MeasureAsync(BenchSettings settings, Action<string> tell)
    {
        var run = new BenchRun(settings);
        tell("the limits of this machine");
        BenchLimits limits = await run.LimitsAsync().ConfigureAwait(false);
        var items = new List<BenchItems>();
        foreach (int n in settings.Items)
        {
            items.Add(run.At(n, tell));
        }

        return new BenchReport(Schema, ProductVersion.Text, InstructionPath.Name, Environment.ProcessorCount, settings.Seconds, limits, items);
    }

    private async Task<BenchLimits> LimitsAsync()
    {
        double reads = Passes(new CyclicRows([.. Enumerable.Range(0, LargeRows).Select(_ => Generators.Uniform(Row.MaximumLength))]));
        double blocks = Rate.PerSecond(part, 1, MostBlocks, Generate);
        LoopbackWire wire = await LoopbackWire.StartAsync().ConfigureAwait(false);
        await using (wire.ConfigureAwait(false))
        {
            double bundles = Rate.PerSecond(part, FewestBundles, MostBundles, count => wire.StreamAsync(BundleBytes, count).GetAwaiter().GetResult());
            double trips = Rate.PerSecond(part, FewestBundles, MostBundles, count => wire.PingPongAsync(count).GetAwaiter().GetResult());
            return new BenchLimits(
                reads * sizeof(double) * Row.MaximumLength, blocks, new BenchTransport(BundleBytes, bundles * BundleBytes, trips));
        }
    }

    private BenchItems At(int n, Action<string> tell)
    {
        BenchPair staying = BenchPair.Staying(n);
        BenchPair changing = BenchPair.Changing(n);
        tell($"n = {n}: the limits");
        var reads = new BenchSpeed(Passes(staying.Alice.Own), Passes(changing.Alice.Own));
        double generations = Rate.PerSecond(part, 1, MostPasses, times => Repeat(times, () => Generate((n + 1) / 2)));
        var modes = new List<BenchMode>();
        foreach (Protocol mode in settings.Modes)
        {
            tell($"n = {n}: {mode.Name}");
            modes.Add(Measure(mode, staying, changing));
        }

        return new BenchItems(n, reads, generations, modes);
    }

    private BenchMode Measure(Protocol mode, BenchPair staying, BenchPair changing)
    {
        IDraw draw = IDraw.Of(mode, staying);
        double speed = Rate.PerSecond(part, draw.Batch, draw.Batch, draw.Draw);
        return NeedsPairToStay(mode)
            ? new BenchMode(mode.Name, draw.Parties, new BenchCoins(mode.CoinsFor(staying.Alice.RoundsPerPair), null), new BenchSpeed(speed, null))
            : new BenchMode(
                mode.Name,
                draw.Parties,
                new BenchCoins(mode.CoinsFor(staying.Alice.RoundsPerPair), mode.CoinsFor(changing.Alice.RoundsPerPair)),
                new BenchSpeed(speed, SpeedOfChanging(IDraw.Of(mode, changing))));
    }

    /// <summary>A round with a pair of its own may take as long as many with one that stays: one at a time to begin with.</summary>
    private double SpeedOfChanging(IDraw draw) => Rate.PerSecond(part, 1, draw.Batch, draw.Draw);

    /// <summary>Something is said once for all rounds, or rounds are conducted in groups that share a pair.</summary>
    private static bool NeedsPairToStay(Protocol mode) => mode is { NeedsOnePair: true } or ConversingProtocol { UnitRounds: > 1 };

    private double Passes(IRows rows)
    {
        long next = 0;
        return Rate.PerSecond(part, 1, MostPasses, times => Repeat(times, () => sink += ReadLimit.Sum(rows.RowAt(next++).Weights)));
    }

    private void Generate(int blocks) => sink += generator.Fold(blocks, (uint)blocks);

    private static void Repeat(int times, Action once)
    {
        for (int time = 0; time < times; time++)
        {
            once();
        }
    }
}
