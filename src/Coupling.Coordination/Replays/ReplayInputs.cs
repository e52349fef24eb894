using System.Globalization;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Protocols;

namespace Coupling.Coordination.Replays;

/// <summary>Both inputs on their alphabet, read here as the parties read them.</summary>
internal sealed class ReplayInputs : IDisposable
{
    private readonly IRows alice;
    private readonly IRows bob;
    private readonly RowSequence[] opened;

    private ReplayInputs(Row alice, Row bob)
    {
        (this.alice, this.bob) = (new ConstantRows(alice), new ConstantRows(bob));
        (AliceDigest, BobDigest) = (alice.Digest, bob.Digest);
        opened = [];
    }

    private ReplayInputs(RowSequence alice, RowSequence bob, long roundsPerRow)
    {
        (this.alice, this.bob) = (new SequenceRows(alice, roundsPerRow), new SequenceRows(bob, roundsPerRow));
        (AliceDigest, BobDigest) = (alice.Digest, bob.Digest);
        opened = [alice, bob];
        RoundsPerPair = Math.Max(alice.Rows, bob.Rows) > 1 ? roundsPerRow : PartyContext.WholeRun;
    }

    /// <summary>n.</summary>
    public int AlphabetSize => alice.AlphabetSize;

    /// <summary>As in result.json.</summary>
    public string AliceDigest { get; }

    public string BobDigest { get; }

    /// <summary>The prior that both share; null for none.</summary>
    private Row? Prior { get; init; }

    private long RoundsPerPair { get; } = PartyContext.WholeRun;

    /// <exception cref="BadDataException">One cannot be read, or they do not go together.</exception>
    public static ReplayInputs Load(ReplayRequest request)
    {
        if (request.RoundsPerRow is { } roundsPerRow)
        {
            return OpenWorkloads(request, roundsPerRow);
        }

        LoadedInput alice = DistributionSource.Load(request.Alice);
        LoadedInput bob = DistributionSource.Load(request.Bob);
        return (alice, bob) switch
        {
            (IndexedInput a, IndexedInput b) when a.Row.Length == b.Row.Length => new ReplayInputs(a.Row, b.Row) { Prior = PriorOf(request, a.Row.Length, null) },
            (TextInput a, TextInput b) => OnOne(a, b, request),
            _ => throw new BadDataException($"{request.Alice} and {request.Bob} have different alphabets"),
        };
    }

    /// <summary>A party of the run.</summary>
    public PartyContext Party(Role role, ulong seed) =>
        new(role, role == Role.Alice ? alice : bob, seed) { Prior = Prior, RoundsPerPair = RoundsPerPair };

    public void Dispose()
    {
        foreach (RowSequence rows in opened)
        {
            rows.Dispose();
        }
    }

    private static ReplayInputs OpenWorkloads(ReplayRequest request, ulong roundsPerRow)
    {
        RowSequence alice = RowSequence.Open(request.Alice);
        try
        {
            RowSequence bob = RowSequence.Open(request.Bob);
            bool goTogether = alice.AlphabetSize == bob.AlphabetSize && (alice.Rows == bob.Rows || Math.Min(alice.Rows, bob.Rows) == 1);
            if (goTogether)
            {
                return new ReplayInputs(alice, bob, (long)roundsPerRow) { Prior = PriorOf(request, alice.AlphabetSize, null) };
            }

            bob.Dispose();
            throw new BadDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{request.Alice} has {alice.Rows} rows of {alice.AlphabetSize} items, {request.Bob} {bob.Rows} of {bob.AlphabetSize} (allowed: the same, or one row)"));
        }
        catch
        {
            alice.Dispose();
            throw;
        }
    }

    private static ReplayInputs OnOne(TextInput alice, TextInput bob, ReplayRequest request)
    {
        Alphabet alphabet = request.AlphabetFile is null
            ? Alphabet.Union(alice.OwnAlphabet(), bob.OwnAlphabet())
            : Alphabet.FromFile(request.AlphabetFile, alice.Unit);
        return new ReplayInputs(alice.OnAlphabet(alphabet), bob.OnAlphabet(alphabet)) { Prior = PriorOf(request, alphabet.Size, alphabet) };
    }

    private static Row? PriorOf(ReplayRequest request, int size, Alphabet? items) =>
        request.Prior is null ? null : SharedPrior.Load(request.Prior, size, items);
}
