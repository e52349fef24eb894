using Coupling.Distributions;

using Coupling.Input;
using Coupling.Party.Hosting;
using SharedPrior = Coupling.Wire.V1.SharedPrior;

namespace Coupling.Party.Inputs;

/// <summary>A party's own input, read when it is first asked for.</summary>
internal sealed class PartyInput(PartyOptions options)
{
    private readonly Lazy<LoadedInput> loaded = new(() => DistributionSource.Load(options.Distribution));
    private readonly Lock gate = new();
    private Alphabet? alphabet;
    private Row? row;

    /// <summary>The alphabet that the party was started with; null if it was started with none.</summary>
    public Alphabet? Given { get; private set; }

    public string Spec => options.Distribution;

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
                    $"{options.AlphabetFile}: an alphabet goes with a text; {options.Distribution} is a list of weights");
            }

            Given = Alphabet.FromFile(options.AlphabetFile, text.Unit);
            row = text.OnAlphabet(Given);
            alphabet = Given;
        }
    }

    /// <summary>The items of this party's text.</summary>
    public Alphabet OwnAlphabet() => loaded.Value is TextInput text
        ? text.OwnAlphabet()
        : throw new BadDataException($"{options.Distribution}: weights over 0..n−1 have no items to agree on");

    public void Adopt(Alphabet agreed)
    {
        lock (gate)
        {
            if (loaded.Value is not TextInput text)
            {
                throw new BadDataException($"{options.Distribution}: weights over 0..n−1 cannot take an alphabet of {agreed.Kind.Name()}");
            }

            row = text.OnAlphabet(agreed);
            alphabet = agreed;
        }
    }

    /// <summary>The row on a plan's alphabet.</summary>
    /// <exception cref="BadDataException">It is not the alphabet that this party has.</exception>
    public Row RowOn(string kind, int size, string digest)
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
                throw new BadDataException($"{options.Distribution}: no alphabet has been agreed for this text");
            }

            return alphabet.Kind.Name() == kind && alphabet.Size == size && alphabet.Digest == digest
                ? row
                : throw new BadDataException(
                    $"{options.Distribution}: the plan's alphabet is {kind} of {size} items ({digest}); this party's is {alphabet.Kind.Name()} of {alphabet.Size} ({alphabet.Digest})");
        }
    }

    /// <summary>The plan's prior; null if it has none.</summary>
    /// <exception cref="BadDataException">It cannot be read here, or is another one here.</exception>
    public Row? PriorOn(SharedPrior? prior)
    {
        if (prior is null)
        {
            return null;
        }

        Row read;
        lock (gate)
        {
            read = Coupling.Input.SharedPrior.Load(prior.Spec, Size, alphabet);
        }

        return read.Digest == prior.Digest
            ? read
            : throw new BadDataException(prior.Spec, "digest", read.Digest, $"{prior.Digest}, the plan's");
    }
}
