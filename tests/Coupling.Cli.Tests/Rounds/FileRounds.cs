using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Parquet;
using Parquet.Schema;

namespace Coupling.Cli.Tests.Rounds;

/// <summary>What a file of single rounds holds, read by other means than it was written, and its digests as docs/results.md defines them.</summary>
internal sealed record FileRounds(IReadOnlyList<FileRound> Rounds)
{
    private const int BlockRounds = 4096;

    public static FileRounds OfCsv(string file)
    {
        string text = File.ReadAllText(file);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        string[] lines = text.Split('\n')[..^1];
        Assert.Equal("round,alice,bob,agree,payload_bits_alice_to_bob,payload_bits_bob_to_alice", lines[0]);
        return new FileRounds([.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new FileRound(
            Number(cells[0])!.Value, (int)Number(cells[1])!.Value, (int)Number(cells[2])!.Value, bool.Parse(cells[3]), Number(cells[4]), Number(cells[5])))]);
    }

    public static async Task<FileRounds> OfParquetAsync(string file)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file);
        DataField[] fields = reader.Schema.DataFields;
        Assert.Equal(
            ["round Int64", "alice Int32", "bob Int32", "agree Boolean", "payload_bits_alice_to_bob Int64?", "payload_bits_bob_to_alice Int64?"],
            fields.Select(field => $"{field.Name} {field.ClrType.Name}{(field.IsNullable ? "?" : "")}"));
        var rounds = new List<FileRound>();
        for (int number = 0; number < reader.RowGroupCount; number++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(number);
            var round = new long[group.RowCount];
            var alice = new int[group.RowCount];
            var bob = new int[group.RowCount];
            var agree = new bool[group.RowCount];
            var forth = new long?[group.RowCount];
            var back = new long?[group.RowCount];
            await group.ReadAsync<long>(fields[0], round.AsMemory());
            await group.ReadAsync<int>(fields[1], alice.AsMemory());
            await group.ReadAsync<int>(fields[2], bob.AsMemory());
            await group.ReadAsync<bool>(fields[3], agree.AsMemory());
            await group.ReadAsync<long>(fields[4], forth.AsMemory());
            await group.ReadAsync<long>(fields[5], back.AsMemory());
            rounds.AddRange(round.Select((_, row) => new FileRound(round[row], alice[row], bob[row], agree[row], forth[row], back[row])));
        }

        return new FileRounds(rounds);
    }

    public string Digest() => Over(block => Hash(
        [.. block.Select(round => Bytes(round.Alice)), .. block.Select(round => Bytes(round.Bob)),
         .. block.Where(round => round.AliceToBob is not null).SelectMany(round => (byte[][])[Bytes(round.AliceToBob!.Value), Bytes(round.BobToAlice!.Value)])]));

    public string AliceDigest() => Over(block => Hash(block.Select(round => Bytes(round.Alice))));

    public string BobDigest() => Over(block => Hash(block.Select(round => Bytes(round.Bob))));

    private string Over(Func<FileRound[], byte[]> hashOf) => Convert.ToHexStringLower(Hash(Rounds.Chunk(BlockRounds).Select(hashOf)));

    private static byte[] Hash(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] part in parts)
        {
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }

    private static byte[] Bytes(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static long? Number(string cell) => cell.Length == 0 ? null : long.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>A row of such a file.</summary>
internal sealed record FileRound(long Round, int Alice, int Bob, bool Agree, long? AliceToBob, long? BobToAlice);
