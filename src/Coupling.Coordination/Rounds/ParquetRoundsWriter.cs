using Parquet;
using Parquet.Schema;

namespace Coupling.Coordination.Rounds;

/// <summary>The same columns as Parquet, in row groups of bounded size.</summary>
internal sealed class ParquetRoundsWriter : IRoundsWriter
{
    /// <summary>Rows of a group: about 10 MiB in memory.</summary>
    public const int GroupRows = 1 << 18;

    private static readonly DataField[] Fields =
    [
        new DataField<long>(RoundsFiles.Columns[0]),
        new DataField<int>(RoundsFiles.Columns[1]),
        new DataField<int>(RoundsFiles.Columns[2]),
        new DataField<bool>(RoundsFiles.Columns[3]),
        new DataField<long>(RoundsFiles.Columns[4], true),
        new DataField<long>(RoundsFiles.Columns[5], true),
    ];

    private readonly ParquetWriter writer;
    private readonly long[] round = new long[GroupRows];
    private readonly int[] alice = new int[GroupRows];
    private readonly int[] bob = new int[GroupRows];
    private readonly bool[] agree = new bool[GroupRows];
    private readonly long?[] aliceToBob = new long?[GroupRows];
    private readonly long?[] bobToAlice = new long?[GroupRows];
    private int rows;

    private ParquetRoundsWriter(ParquetWriter writer) => this.writer = writer;

    public static async Task<IRoundsWriter> CreateAsync(Stream stream, CancellationToken cancellationToken) => new ParquetRoundsWriter(
        await ParquetWriter.CreateAsync(new ParquetSchema(Fields), stream, cancellationToken: cancellationToken).ConfigureAwait(false));

    public async Task AddAsync(RoundColumns rounds, CancellationToken cancellationToken)
    {
        for (int index = 0; index < rounds.Count; index++)
        {
            (round[rows], alice[rows], bob[rows]) = (rounds.First + index, rounds.Alice[index], rounds.Bob[index]);
            agree[rows] = alice[rows] == bob[rows];
            (aliceToBob[rows], bobToAlice[rows]) = (rounds.AliceToBob[index], rounds.BobToAlice[index]);
            if (++rows == GroupRows)
            {
                await WriteGroupAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The footer is written when the writer is disposed.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => rows > 0 ? WriteGroupAsync(cancellationToken) : Task.CompletedTask;

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<long>(Fields[0], round.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<int>(Fields[1], alice.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<int>(Fields[2], bob.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<bool>(Fields[3], agree.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<long>(Fields[4], aliceToBob.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<long>(Fields[5], bobToAlice.AsMemory(0, rows), cancellationToken: cancellationToken).ConfigureAwait(false);
        group.CompleteValidate();
        rows = 0;
    }
}
