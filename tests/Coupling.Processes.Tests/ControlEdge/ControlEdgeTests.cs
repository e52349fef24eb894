using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;
using Google.Protobuf;
using Xunit.Abstractions;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>
/// What Alice gets from the coordinator is a function of the public plan and her own reports (P8): however Bob's distribution varies,
/// she sees the same, byte for byte, and in silent modes draws the same.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class ControlEdgeTests(ITestOutputHelper output)
{
    private const string P = "dirichlet:1,8,1";
    private const int Rounds = 600;

    private static readonly string[] Silent = ["gumbel", "minhash", "inverse-cdf", "independent"];

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 20)]
    public async Task In_silent_modes_she_sees_and_draws_the_same_whatever_Bob_has(bool disclosed, int variations)
    {
        await using TappedAlice alice = await TappedAlice.StartAsync(P, disclosed);
        AliceView first = await alice.RunAsync(P, Silent, Rounds);
        Assert.Equal(Silent.Length * Rounds, first.Samples);
        var hashes = new HashSet<string> { first.Hash };
        foreach (string q in Distributions(variations - 1))
        {
            AliceView view = await alice.RunAsync(q, Silent, Rounds);
            Assert.True(first.Difference(view) is null, $"{q}: {first.Difference(view)}");
            hashes.Add(view.Hash);
        }

        output.WriteLine($"{variations} distributions of Bob's, {first.Messages} messages each, {first.Samples} samples, {hashes.Count} hash");
        Assert.Single(hashes);
    }

    /// <summary>What she draws may depend on him there, and so may the counts of it; but all that she is told she has reported herself.</summary>
    [Fact]
    public async Task In_modes_that_speak_the_coordinator_tells_her_nothing_but_her_own_reports()
    {
        string[] modes = ["repair:4", "repair-grouped:8", "lowcomm:1e-3", "index", "budget:4", "optimal", "optimal:cached"];
        await using TappedAlice alice = await TappedAlice.StartAsync(P, disclose: true);
        string[]? first = null;
        foreach (string q in Distributions(12))
        {
            string[] told = [.. (await alice.RunAsync(q, modes, Rounds)).Lines.Where(line => !line.StartsWith("drawn: ", StringComparison.Ordinal))];
            first ??= told;
            Assert.Equal(first, told);
        }
    }

    [Fact]
    public async Task A_coordinator_that_puts_something_of_Bob_into_the_lease_is_caught() => Assert.Contains(": Work: ", await DifferenceAsync(q => new Leak
    {
        Message = (path, message) => path.EndsWith("/Work", StringComparison.Ordinal) && WorkCommand.Parser.ParseFrom(message) is { Begin: { } } command
            ? With(command, q).ToByteArray()
            : message,
    }));

    [Fact]
    public async Task A_coordinator_that_puts_something_of_Bob_into_a_header_is_caught() =>
        Assert.Contains("x-length", await DifferenceAsync(q => new Leak { Header = ("x-length", $"{q.Length}") }));

    [Fact]
    public async Task A_coordinator_that_has_Alice_test_Bobs_counts_is_caught() => Assert.Contains(": TestMarginal: ", await DifferenceAsync(q => new Leak
    {
        Message = (path, message) => path.EndsWith("/TestMarginal", StringComparison.Ordinal) ? Moved(CountsChunk.Parser.ParseFrom(message), q.Length % 2).ToByteArray() : message,
    }));

    private static WorkCommand With(WorkCommand command, string q)
    {
        // A silent lease has no use for it.
        command.Begin.LinkAddress = q;
        return command;
    }

    private static CountsChunk Moved(CountsChunk chunk, int samples)
    {
        int most = chunk.Counts.IndexOf(chunk.Counts.Max());
        int least = chunk.Counts.IndexOf(chunk.Counts.Min());
        chunk.Counts[most] -= (ulong)samples;
        chunk.Counts[least] += (ulong)samples;
        return chunk;
    }

    private static async Task<string?> DifferenceAsync(Func<string, Leak> leak)
    {
        await using TappedAlice alice = await TappedAlice.StartAsync(P, disclose: true);
        AliceView[] views =
        [
            await alice.RunAsync("uniform:8", ["gumbel"], Rounds, leak("uniform:8")),
            await alice.RunAsync("zipf:1.5,8", ["gumbel"], Rounds, leak("zipf:1.5,8")),
        ];
        return views[0].Difference(views[1]);
    }

    /// <summary>Flat, steep, with holes, on one item, given in several ways.</summary>
    private static IEnumerable<string> Distributions(int count) => Enumerable.Range(1, count).Select(number => (number % 8) switch
    {
        0 => $"zipf:{number / 100.0:F2},8",
        1 => $"dirichlet:0.05,8,{number}",
        2 => $"inline:{string.Join(',', Enumerable.Range(0, 8).Select(item => item == number / 8 % 8 ? 1 : 0))}",
        3 => $"subset:{number / 8 % 4},{number / 8 % 4 + 2},8",
        4 => $"geometric:{0.99 - number / 300.0:F3},8",
        _ => $"dirichlet:{number % 8 - 4},8,{number}",
    });
}
