using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>Single rounds outlive whatever dies, and a file has each of them once.</summary>
[Collection(OneAtATime.Name)]
public sealed class KeptRoundsResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coupling-rounds-").FullName;

    private string RoundsFolder => Path.Combine(folder, "run", "rounds");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [LinuxFact]
    public async Task A_run_that_is_interrupted_has_no_file_and_once_resumed_all_rounds()
    {
        using (ResumedRun run = ResumedRun.Start(
            folder, "--p", "zipf:1,2000", "--q", "zipf:1.2,2000", "--modes", "gumbel,repair:4", "--rounds", "60000", "--batch", "512", "--keep-rounds", "csv", "--out", "run"))
        {
            await run.SeeAsync(line => line.StartsWith("repair:4: 60000 rounds", StringComparison.Ordinal));
            await Task.Delay(700);
            await Children.SignalAsync(run.Id, "INT");
            Assert.Equal(130, (await run.EndAsync()).Code);
        }

        Assert.False(Directory.Exists(RoundsFolder));
        using ResumedRun resumed = ResumedRun.Start(folder, "--resume", "run");
        JsonElement result = await resumed.ValidAsync();
        foreach (JsonElement mode in result.GetProperty("modes").EnumerateArray())
        {
            string file = Path.Combine(RoundsFolder, mode.GetProperty("mode").GetString()!.Replace(':', '_') + ".csv");
            string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];
            Assert.Equal(Enumerable.Range(0, 60_000), rows.Select(row => Number(row[0])));
            Assert.Equal(mode.GetProperty("digests").GetProperty("alice").GetString(), Digest(rows.Select(row => Number(row[1]))));
            Assert.Equal(mode.GetProperty("digests").GetProperty("bob").GetString(), Digest(rows.Select(row => Number(row[2]))));
        }
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static string Digest(IEnumerable<int> samples) => Convert.ToHexStringLower(SHA256.HashData(
        [.. samples.Chunk(4096).SelectMany(block => SHA256.HashData([.. block.SelectMany(Bytes)]))]));

    private static byte[] Bytes(int sample)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, sample);
        return bytes;
    }
}
