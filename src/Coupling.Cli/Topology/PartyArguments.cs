using Coupling.Party.Hosting;

namespace Coupling.Cli.Topology;

/// <summary>What a party is started with, as the words of its command line.</summary>
internal static class PartyArguments
{
    public static string[] Of(PartyOptions options) =>
    [
        .. Word("--distribution", options.Distribution),
        .. Word("--model", options.Model),
        .. Word("--vocabulary", options.Vocabulary),
        .. Word("--prior", options.Prior),
        .. options.MayDisclose ? (string[])["--disclose"] : [],
        .. Word("--alphabet", options.AlphabetFile),
    ];

    private static string[] Word(string name, string? value) => value is null ? [] : [name, value];
}
