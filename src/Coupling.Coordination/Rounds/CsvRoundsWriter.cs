using System.Globalization;
using System.Text;

namespace Coupling.Coordination.Rounds;

/// <summary>A line per round below a header; LF, no byte order mark; what is not there is empty.</summary>
internal sealed class CsvRoundsWriter : IRoundsWriter
{
    private const int LinesPerWrite = 4096;

    private readonly StreamWriter writer;

    public CsvRoundsWriter(Stream stream)
    {
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(string.Join(',', RoundsFiles.Columns) + "\n");
    }

    public async Task AddAsync(RoundColumns rounds, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        for (int index = 0; index < rounds.Count; index++)
        {
            (int a, int b) = (rounds.Alice[index], rounds.Bob[index]);
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{rounds.First + index},{a},{b},{(a == b ? "true" : "false")},{rounds.AliceToBob[index]},{rounds.BobToAlice[index]}\n");
            if ((index + 1) % LinesPerWrite == 0 || index + 1 == rounds.Count)
            {
                await writer.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
                lines.Clear();
            }
        }
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => writer.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
