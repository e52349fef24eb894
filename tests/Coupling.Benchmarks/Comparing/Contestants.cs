using Coupling.Benchmarks.Peers;
using Coupling.Cli.Benching;
using Coupling.Cli.Benching.Limits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Benchmarks.Comparing;

/// <summary>Ours, the peers and the limits at one n and one shape of P.</summary>
internal sealed class Contestants(string shape, int n)
{
    public const string Fresh = "gumbel, fresh P";
    public const string NarrowFresh = "gumbel, fresh P in f32";
    public const string Changing = "gumbel, another P every round";
    public const string Staying = "gumbel, P stays";
    public const string Staying64 = "gumbel, P stays for 64 rounds";
    public const string MinHashChanging = "minhash, another P every round";
    public const string MinHashStaying = "minhash, P stays";
    public const string MinHashBoth = "minhash, P = Q stays, both parties";
    public const string RepairBoth = "repair:8, P = Q stays, both parties";
    public const string Maxima = "limit: block maxima";
    public const string NarrowMaxima = "limit: block maxima, f32";
    public const string ChangingMaxima = "limit: block maxima of another P every round";
    public const string Reading = "limit: P read once";
    public const string Generating = "limit: generator, every item";
    public const string Flat = "peer: flat SIMD race";
    public const string Darts = "peer: thrown darts";
    public const string Reference = "peer: C# SIMD rand/log/div/argmin, f32";
    public const string OfNumpy = "peer: numpy rand/log/div/argmin, f32";

    private const ulong Seed = 1;

    /// <summary>The rounds that a run draws at once.</summary>
    private const int Batch = 4096;

    private readonly Row row = Shape.Of(shape, n);
    private readonly float[] narrow = Array.ConvertAll(Shape.Of(shape, n).Weights.ToArray(), weight => (float)weight);
    private readonly IRows changing = Shape.Changing(shape, n);
    private double sink;

    public IEnumerable<Contestant> All(Numpy? numpy)
    {
        var staying = new ConstantRows(row);
        var race = new BlockRace(new PublicCoins(Seed));
        yield return Counted(Fresh, round => race.Sample(row.Weights, round));
        yield return Counted(NarrowFresh, round => race.Sample(narrow, round));
        yield return Ours(Changing, "gumbel", changing);
        yield return Ours(Staying, "gumbel", staying, least: Batch);
        yield return Ours(Staying64, "gumbel", staying, roundsPerPair: 64, least: 64);
        yield return Ours(MinHashChanging, "minhash", changing);
        yield return Ours(MinHashStaying, "minhash", staying, least: Batch);
        yield return Both(MinHashBoth, "minhash");
        yield return Both(RepairBoth, "repair:8");
        foreach (Contestant limit in Limits())
        {
            yield return limit;
        }

        var flat = new FlatRace(row.Weights.ToArray());
        yield return Counted(Flat, round => flat.Sample(round));
        var darts = new ThrownDarts(row.Weights.ToArray());
        yield return Counted(Darts, round => darts.Sample(round));
        var reference = new ReferenceOp(row.Weights);
        yield return Counted(Reference, _ => reference.Sample());
        if (numpy is not null)
        {
            yield return new Contestant(OfNumpy, times => numpy.Microseconds(n, times));
        }
    }

    private IEnumerable<Contestant> Limits()
    {
        double[] maxima = new double[(n + BlockMaxima.Block - 1) / BlockMaxima.Block];
        float[] narrowMaxima = new float[maxima.Length];
        yield return Counted(Maxima, _ =>
        {
            BlockMaxima.Of(row.Weights, maxima);
            return maxima[0];
        });
        yield return Counted(NarrowMaxima, _ =>
        {
            BlockMaxima.Of(narrow, narrowMaxima);
            return narrowMaxima[0];
        });
        yield return Counted(ChangingMaxima, round =>
        {
            BlockMaxima.Of(changing.RowAt(round).Weights, maxima);
            return maxima[0];
        });
        yield return Counted(Reading, _ => ReadLimit.Sum(row.Weights));
        var generator = new GeneratorLimit();
        yield return Counted(Generating, round => generator.Fold((n + 1) / 2, (uint)round));
    }

    /// <summary>Both parties hold P, so that all rounds agree.</summary>
    private Contestant Both(string name, string mode)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        var pair = new BenchPair(new PartyContext(Role.Alice, row, Seed), new PartyContext(Role.Bob, row, Seed));
        IDraw[] draws = protocol is SilentProtocol silent
            ? [new SilentDraw(silent, pair.Alice), new SilentDraw(silent, pair.Bob)]
            : [IDraw.Of(protocol, pair)];
        return Contestant.Timed(name, times => Array.ForEach(draws, draw => Draw(draw, times)), Batch);
    }

    private static Contestant Ours(string name, string mode, IRows rows, long? roundsPerPair = null, int least = 1)
    {
        var party = new PartyContext(Role.Alice, rows, Seed);
        party = roundsPerPair is { } rounds ? party with { RoundsPerPair = rounds } : party;
        var draw = new SilentDraw((SilentProtocol)ProtocolCatalog.Parse(mode), party);
        return Contestant.Timed(name, times => Draw(draw, times), least);
    }

    private static void Draw(IDraw draw, int times)
    {
        for (int drawn = 0; drawn < times; drawn += Batch)
        {
            draw.Draw(Math.Min(Batch, times - drawn));
        }
    }

    private Contestant Counted(string name, Func<long, double> sample)
    {
        long next = 0;
        return Contestant.Timed(name, times =>
        {
            for (int time = 0; time < times; time++)
            {
                sink += sample(next++);
            }
        });
    }
}
