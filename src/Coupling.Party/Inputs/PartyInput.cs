using System.Globalization;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Party.Hosting;
using PublicPlan = Coupling.Wire.V1.PublicPlan;

namespace Coupling.Party.Inputs;

/// <summary>A party's own input, read when it is first asked for: as one distribution, or as a workload.</summary>
internal sealed class PartyInput(PartyOptions options) : IDisposable
{
    private readonly Lazy<RowSequence> workload = new(() => RowSequence.Open(Required(options)));
    private readonly Lazy<LoadedInput> loaded = new(() => DistributionSource.Load(Required(options)));
    private readonly Lock gate = new();
    private Alphabet? alphabet;
    private Row? row;

    /// <summary>The alphabet that the party was started with; null if it was started with none.</summary>
    public Alphabet? Given { get; private set; }

    public string Spec => Required(options);

    public AlphabetKind Kind => loaded.Value is TextInput text ? text.Unit.ToAlphabetKind() : AlphabetKind.Index;

    /// <summary>n for weights; for a text the size of the given alphabet, else how many distinct items it has.</summary>
    public int Size => loaded.Value switch
    {
        IndexedInput indexed => indexed.Row.Length,
        TextInput text => Given?.Size ?? text.Counts.Count,
        _ => throw new InvalidOperationException("An input is weights or a text."),
    };

    /// <summary>Reads the input and checks it.</summary>
    /// <exception cref="BadDataException">It cannot be used.</exception>
    public void Load()
    {
        lock (gate)
        {
            LoadedInput input = loaded.Value;
            if (options.AlphabetFile is null || Given is not null)
            {
                return;
            }

            if (input is not TextInput text)
            {
                throw new BadDataException(
                    $"{options.AlphabetFile}: an alphabet goes with a text; {Spec} is a list of weights");
            }

            Given = Alphabet.FromFile(options.AlphabetFile, text.Unit);
            row = text.OnAlphabet(Given);
            alphabet = Given;
        }
    }

    /// <summary>All rows of the input; every one of them is checked when they are first asked for.</summary>
    /// <exception cref="BadDataException">It cannot be used, or is a text.</exception>
    public RowSequence Workload() => options.AlphabetFile is null
        ? workload.Value
        : throw new BadDataException($"{options.AlphabetFile}: an alphabet goes with a text; {Spec} is asked for as a workload");

    /// <summary>The same for a plan, once it is known to be of its alphabet and its number of rows.</summary>
    /// <exception cref="BadDataException">It is not.</exception>
    public RowSequence WorkloadOn(PublicPlan plan)
    {
        RowSequence rows = Workload();
        RequireAlphabet(plan, Alphabet.Index(rows.AlphabetSize));
        return rows.Rows == 1 || rows.Rows == plan.Rows
            ? rows
            : throw new BadDataException(Spec, "rows", rows.Rows.ToString(CultureInfo.InvariantCulture), $"{plan.Rows}, as many as the plan has, or 1");
    }

    /// <summary>The items of this party's text.</summary>
    public Alphabet OwnAlphabet() => loaded.Value is TextInput text
        ? text.OwnAlphabet()
        : throw new BadDataException($"{Spec}: weights over 0..n−1 have no items to agree on");

    public void Adopt(Alphabet agreed)
    {
        lock (gate)
        {
            if (loaded.Value is not TextInput text)
            {
                throw new BadDataException($"{Spec}: weights over 0..n−1 cannot take an alphabet of {agreed.Kind.Name()}");
            }

            row = text.OnAlphabet(agreed);
            alphabet = agreed;
        }
    }

    /// <summary>The row on a plan's alphabet.</summary>
    /// <exception cref="BadDataException">It is not the alphabet that this party has.</exception>
    public Row RowOn(PublicPlan plan)
    {
        lock (gate)
        {
            if (loaded.Value is IndexedInput indexed)
            {
                alphabet ??= Alphabet.Index(indexed.Row.Length);
                row ??= indexed.Row;
            }

            if (alphabet is null || row is null)
            {
                throw new BadDataException($"{Spec}: no alphabet has been agreed for this text");
            }

            RequireAlphabet(plan, alphabet);
            return row;
        }
    }

    /// <summary>The plan's prior; null if it has none.</summary>
    /// <exception cref="BadDataException">It cannot be read here, or is another one here.</exception>
    public Row? PriorOn(PublicPlan plan)
    {
        if (plan.Prior is not { } prior)
        {
            return null;
        }

        Row read;
        lock (gate)
        {
            read = SharedPrior.Load(prior.Spec, (int)plan.AlphabetSize, alphabet);
        }

        return read.Digest == prior.Digest
            ? read
            : throw new BadDataException(prior.Spec, "digest", read.Digest, $"{prior.Digest}, the plan's");
    }

    public void Dispose()
    {
        if (workload.IsValueCreated)
        {
            workload.Value.Dispose();
        }
    }

    private static string Required(PartyOptions options) => options.Distribution
        ?? throw new BadDataException($"{options.Role} holds a model, {options.Model}, and was asked for a distribution (allowed: one that was started with --distribution)");

    private void RequireAlphabet(PublicPlan plan, Alphabet own)
    {
        if (own.Kind.Name() != plan.AlphabetKind || own.Size != plan.AlphabetSize || own.Digest != plan.AlphabetDigest)
        {
            throw new BadDataException(
                $"{Spec}: the plan's alphabet is {plan.AlphabetKind} of {plan.AlphabetSize} items ({plan.AlphabetDigest}); this party's is {own.Kind.Name()} of {own.Size} ({own.Digest})");
        }
    }
}
