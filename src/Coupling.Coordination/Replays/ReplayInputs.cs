using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Coordination.Replays;

/// <summary>Both inputs on their alphabet, read here as the parties read them.</summary>
internal sealed record ReplayInputs(Row Alice, Row Bob)
{
    /// <exception cref="BadDataException">One cannot be read, or they do not go together.</exception>
    public static ReplayInputs Load(ReplayRequest request)
    {
        LoadedInput alice = DistributionSource.Load(request.Alice);
        LoadedInput bob = DistributionSource.Load(request.Bob);
        return (alice, bob) switch
        {
            (IndexedInput a, IndexedInput b) when a.Row.Length == b.Row.Length => new ReplayInputs(a.Row, b.Row),
            (TextInput a, TextInput b) => OnOne(a, b, request.AlphabetFile),
            _ => throw new BadDataException($"{request.Alice} and {request.Bob} have different alphabets"),
        };
    }

    private static ReplayInputs OnOne(TextInput alice, TextInput bob, string? alphabetFile)
    {
        Alphabet alphabet = alphabetFile is null
            ? Alphabet.Union(alice.OwnAlphabet(), bob.OwnAlphabet())
            : Alphabet.FromFile(alphabetFile, alice.Unit);
        return new ReplayInputs(alice.OnAlphabet(alphabet), bob.OnAlphabet(alphabet));
    }
}
