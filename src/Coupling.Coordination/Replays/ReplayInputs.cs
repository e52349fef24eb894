using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Coordination.Replays;

/// <summary>Both inputs on their alphabet, read here as the parties read them.</summary>
internal sealed record ReplayInputs(Row Alice, Row Bob)
{
    /// <summary>The prior that both share; null for none.</summary>
    public Row? Prior { get; private init; }

    /// <exception cref="BadDataException">One cannot be read, or they do not go together.</exception>
    public static ReplayInputs Load(ReplayRequest request)
    {
        LoadedInput alice = DistributionSource.Load(request.Alice);
        LoadedInput bob = DistributionSource.Load(request.Bob);
        return (alice, bob) switch
        {
            (IndexedInput a, IndexedInput b) when a.Row.Length == b.Row.Length => new ReplayInputs(a.Row, b.Row) { Prior = PriorOf(request, a.Row.Length, null) },
            (TextInput a, TextInput b) => OnOne(a, b, request),
            _ => throw new BadDataException($"{request.Alice} and {request.Bob} have different alphabets"),
        };
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
