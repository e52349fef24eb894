using System.Diagnostics;
using Coupling.Cli.Benching;
using Coupling.Protocols;

namespace Coupling.Benchmarks.EndToEnd;

/// <summary>What the parties' drawing takes without services, sockets, reports and tallies: on one thread of this process.</summary>
internal static class SamplersAlone
{
    private const int WarmUpRounds = 1 << 16;

    /// <summary>CPU seconds of both parties' drawing.</summary>
    /// <param name="pair">What they hold.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="rounds">How many.</param>
    public static double CpuSeconds(BenchPair pair, string mode, long rounds)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        IDraw[] draws = protocol is SilentProtocol silent
            ? [new SilentDraw(silent, pair.Alice), new SilentDraw(silent, pair.Bob)]
            : [IDraw.Of(protocol, pair)];
        Draw(draws, WarmUpRounds);
        using var self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        Draw(draws, rounds);
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalSeconds;
    }

    private static void Draw(IDraw[] draws, long rounds)
    {
        for (long drawn = 0; drawn < rounds; drawn += draws[0].Batch)
        {
            Array.ForEach(draws, draw => draw.Draw(draws[0].Batch));
        }
    }
}
