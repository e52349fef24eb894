using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Coupling.Bits;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>All that Alice gets to see of a run on her control account, and all that she draws, as lines that can be compared.</summary>
/// <remarks>
/// Left out, because it is time and not content: the value of `grpc-timeout` (what is left until a deadline), and how often in a row her
/// meters are read (until they rest). In their place stands that they were there. Grants follow the clock too, but only plans with
/// `seconds` have any. The link's port is the system's choice. Counts of her own samples, which she has reported herself, are compared
/// with her reports and then named as such.
/// </remarks>
internal sealed class AliceView
{
    private const string Method = "/coupling.v1.Party/";

    private readonly List<string> lines = [];
    private readonly List<int[]> drawn = [];
    private int alphabetSize;

    private AliceView(IEnumerable<RecordedCall> calls)
    {
        foreach (RecordedCall call in calls)
        {
            Add(call);
        }
    }

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Messages that she got, readings of meters in a row counted once.</summary>
    public int Messages { get; private set; }

    /// <summary>Samples that she drew.</summary>
    public int Samples => drawn.Sum(samples => samples.Length);

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    public static AliceView Of(IEnumerable<RecordedCall> calls) => new(calls);

    /// <summary>Where two views part; null if they are the same.</summary>
    public string? Difference(AliceView other)
    {
        int place = lines.Zip(other.lines).TakeWhile(pair => pair.First == pair.Second).Count();
        return place == lines.Count && place == other.lines.Count ? null : $"line {place}: {At(lines)} / {At(other.lines)}";

        string At(List<string> text) => place < text.Count ? text[place] : "the end";
    }

    private void Add(RecordedCall call)
    {
        string method = call.Path.StartsWith(Method, StringComparison.Ordinal) ? call.Path[Method.Length..] : call.Path;
        string[] said = [string.Join("; ", call.Headers.Select(Timeless)), .. call.Requests.Select(message => Said(method, message))];
        string line = $"{method}: {string.Join(" | ", said)}";
        if (method != "ReadMeters" || lines.Count == 0 || lines[^1] != line)
        {
            lines.Add(line);
            Messages += call.Requests.Count;
        }

        if (method == "Prepare")
        {
            alphabetSize = (int)PrepareRequest.Parser.ParseFrom(call.Requests.Last()).Plan.AlphabetSize;
        }

        if (method == "Work")
        {
            drawn.Add(SamplesOf(call));
            lines.Add($"drawn: {Convert.ToHexStringLower(SHA256.HashData(Bytes(drawn[^1])))}");
        }
    }

    private static string Timeless(string header) =>
        header.StartsWith("grpc-timeout: ", StringComparison.Ordinal) ? "grpc-timeout" : header;

    private string Said(string method, byte[] message)
    {
        if (method == "Work" && WorkCommand.Parser.ParseFrom(message) is { Begin.LinkAddress: { Length: > 0 } link } command
            && System.Net.IPEndPoint.TryParse(link, out _))
        {
            // What else the message has, unknown fields too, stays.
            command.Begin.LinkAddress = "the link";
            return command.ToString() + Convert.ToHexStringLower(Google.Protobuf.MessageExtensions.ToByteArray(command));
        }

        if (method == "TestMarginal" && CountsChunk.Parser.ParseFrom(message) is var chunk && drawn.Count > 0
            && chunk.Counts.SequenceEqual(CountsOf(drawn[^1], chunk.Counts.Count)))
        {
            chunk.Counts.Clear();
            return "her own counts of " + Convert.ToHexStringLower(Google.Protobuf.MessageExtensions.ToByteArray(chunk));
        }

        return Convert.ToHexStringLower(message);
    }

    private static ulong[] CountsOf(int[] samples, int size)
    {
        var counts = new ulong[size];
        foreach (int sample in samples)
        {
            counts[sample]++;
        }

        return counts;
    }

    /// <summary>In the order of the rounds; how they come in reports is a matter of time.</summary>
    private int[] SamplesOf(RecordedCall work) =>
    [
        .. work.Responses.Select(WorkReport.Parser.ParseFrom)
            .Where(report => report.Batches is not null)
            .SelectMany(report => report.Batches.Batches)
            .OrderBy(batch => batch.FirstRound)
            .SelectMany(SamplesOf),
    ];

    private int[] SamplesOf(BatchReport batch)
    {
        var samples = new int[batch.Rounds];
        PackedBits.Unpack(batch.Samples.Span, BitWidth.ToName(alphabetSize), samples);
        return samples;
    }

    private static byte[] Bytes(int[] samples)
    {
        var bytes = new byte[4 * samples.Length];
        for (int index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * index), samples[index]);
        }

        return bytes;
    }
}
