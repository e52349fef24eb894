using Coupling.Coordination.Runs;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Rounds;

/// <summary>The files with the single rounds of a run that is over, one per mode (docs/results.md, "Rounds").</summary>
internal static class RoundsFiles
{
    public const string FolderName = "rounds";
    private const string DraftEnding = ".part";

    public static IReadOnlyList<string> Columns { get; } =
        ["round", "alice", "bob", "agree", "payload_bits_alice_to_bob", "payload_bits_bob_to_alice"];

    /// <summary>Writes all of them, from the store, in bounded memory. A file is there whole or not at all.</summary>
    /// <exception cref="StoreDamagedException">The store has not all rounds.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(
        IReadOnlyList<ModeRun> modes, RunStore store, string folder, RoundsFormat format, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string[] names = NamesOf([.. modes.Select(mode => mode.Protocol.Name)]);
        for (int mode = 0; mode < modes.Count; mode++)
        {
            string target = Path.Combine(folder, names[mode] + (format == RoundsFormat.Csv ? ".csv" : ".parquet"));
            int unitRounds = (modes[mode].Protocol as ConversingProtocol)?.UnitRounds ?? 1;
            await WriteAsync(Guarded(store, mode, unitRounds, modes[mode].Tally.Rounds), target, format, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The modes' names, with nothing in them that a file's name must not have on some system.</summary>
    public static string[] NamesOf(IReadOnlyList<string> modes)
    {
        string[] names = [.. modes.Select(mode => string.Concat(mode.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '+' or '.' ? letter : '_')))];
        bool isClear = names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
        return isClear ? names : [.. names.Select((name, number) => $"{number}-{name}")];
    }

    private static async Task WriteAsync(
        IEnumerable<RoundColumns> rounds, string target, RoundsFormat format, CancellationToken cancellationToken)
    {
        string draft = target + DraftEnding;
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite))
        {
            IRoundsWriter writer = format == RoundsFormat.Csv
                ? new CsvRoundsWriter(file)
                : await ParquetRoundsWriter.CreateAsync(file, cancellationToken).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                foreach (RoundColumns columns in rounds)
                {
                    await writer.AddAsync(columns, cancellationToken).ConfigureAwait(false);
                }

                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(draft, target, overwrite: true);
    }

    /// <summary>The rounds of a mode; what is wrong with the store is told as the store tells it.</summary>
    private static IEnumerable<RoundColumns> Guarded(RunStore store, int mode, int unitRounds, long end)
    {
        using IEnumerator<StoredRounds> pieces = store.RoundsOf(mode, end).GetEnumerator();
        while (true)
        {
            RoundColumns? columns = null;
            store.Guard(() => columns = pieces.MoveNext() ? RoundColumns.Of(pieces.Current, unitRounds, end) : null);
            if (columns is null)
            {
                yield break;
            }

            yield return columns;
        }
    }
}
