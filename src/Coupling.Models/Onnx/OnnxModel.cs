using System.Runtime.InteropServices;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Speculation;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Coupling.Models;

/// <summary>
/// A causal decoder in ONNX, run on the CPU. Positions are evaluated in blocks that begin at multiples of <see cref="Block"/>, each in a pass of exactly
/// so many tokens after the keys and values of the blocks before, filled up with tokens that nobody sees. docs/models.md.
/// </summary>
/// <remarks>
/// Why blocks: a matrix product of 1 row and one of 5 rows differ in their last bits, so a row would depend on how many drafts were scored with it. In
/// blocks every position is computed in passes of one and the same shape, whatever a session did before.
/// </remarks>
internal sealed class OnnxModel : ILanguageModel, IDisposable
{
    /// <summary>The block where none is asked for.</summary>
    public const int DefaultBlock = 16;

    /// <summary>The largest block that a SPEC may ask for.</summary>
    public const int MaximumBlock = 256;

    private readonly InferenceSession session;
    private readonly OnnxPorts ports;
    private readonly string[] outputs;
    private readonly string source;

    /// <param name="path">The file; one with external data lies beside it.</param>
    /// <param name="alphabetSize">n: the first so many logits are used.</param>
    /// <param name="begin">The token before every text; null for none.</param>
    /// <param name="block">1..<see cref="MaximumBlock"/>; null for <see cref="DefaultBlock"/>, or 1 if a row of the model depends on others of its pass.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">It cannot be loaded, or is no causal decoder over n tokens.</exception>
    public OnnxModel(string path, int alphabetSize, int? begin, int? block, string source)
    {
        this.source = source;
        AlphabetSize = alphabetSize;
        Begin = begin;
        session = Guard("file", () => Load(path));
        try
        {
            ports = OnnxPorts.Of(session, source);
            outputs = [ports.Logits.Name, .. ports.Past.Select(port => port.Output)];
            Block = BlockOf(block);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public int AlphabetSize { get; }

    /// <summary>The token before every text.</summary>
    public int? Begin { get; }

    /// <summary>How many positions are evaluated in a pass.</summary>
    public int Block { get; }

    /// <summary>The name in errors.</summary>
    public string Source => source;

    /// <summary>Whether it takes keys and values; if not, all tokens before are read anew in every pass.</summary>
    public bool HasPast => ports.Past.Count > 0;

    public IModelSession Open() => new OnnxSession(this);

    public KeysAndValues NoPast() => KeysAndValues.Empty(ports.Past);

    /// <summary>One pass.</summary>
    /// <param name="tokens">Those to read: a block of them, or without keys and values all from the first on.</param>
    /// <param name="past">Of the tokens before.</param>
    /// <returns>Logits for each of the tokens, and the keys and values with theirs.</returns>
    /// <exception cref="BadDataException">The model refuses: mostly because the text is longer than it can read.</exception>
    public OnnxPass Run(ReadOnlySpan<int> tokens, KeysAndValues past)
    {
        int start = past.Length;
        List<string> names = [];
        List<OrtValue> owned = [];
        int[] read = tokens.ToArray();
        try
        {
            Give(ports.Tokens, read);
            Give(ports.Mask, [.. Enumerable.Repeat(1, start + read.Length)]);
            Give(ports.Positions, [.. Enumerable.Range(start, read.Length)]);
            if (ports.Branch is { } branch)
            {
                names.Add(branch.Name);
                owned.Add(OrtValue.CreateTensorValueFromMemory(new[] { start > 0 }, [1]));
            }

            return Guard($"position {start + read.Length - 1}", () => Run(names, owned, past, read.Length));
        }
        finally
        {
            owned.ForEach(value => value.Dispose());
        }

        void Give(NamedPort? port, int[] numbers)
        {
            if (port is not null)
            {
                names.Add(port.Name);
                owned.Add(Numbers(port, numbers));
            }
        }
    }

    public void Dispose() => session.Dispose();

    private OnnxPass Run(List<string> names, List<OrtValue> owned, KeysAndValues past, int read)
    {
        using var options = new RunOptions();
        IReadOnlyList<OrtValue> results = session.Run(options, [.. names, .. ports.Past.Select(port => port.Input)], [.. owned, .. past.Values], outputs);
        using OrtValue logits = results[0];
        var present = new KeysAndValues(ports.Past, [.. results.Skip(1)], past.Length + read);
        long[] shape = logits.GetTensorTypeAndShape().Shape;
        if (shape[0] != 1 || shape[1] != read || shape[2] < AlphabetSize)
        {
            present.Dispose();
            throw new BadDataException(
                source, $"shape of {ports.Logits.Name}", string.Join('×', shape), $"1×{read}×n, n at least the vocabulary's {AlphabetSize}");
        }

        return new OnnxPass(Singles(logits), (int)shape[2], present);
    }

    private float[] Singles(OrtValue logits)
    {
        if (ports.Logits.Type == TensorElementType.Float)
        {
            return logits.GetTensorDataAsSpan<float>().ToArray();
        }

        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(logits.GetTensorMutableRawData());
        float[] singles = new float[halves.Length];
        for (int i = 0; i < singles.Length; i++)
        {
            singles[i] = (float)halves[i];
        }

        return singles;
    }

    private static OrtValue Numbers(NamedPort port, int[] numbers) => port.Type == TensorElementType.Int32
        ? OrtValue.CreateTensorValueFromMemory(numbers, [1, numbers.Length])
        : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (long)number), [1, numbers.Length]);

    private static InferenceSession Load(string path)
    {
        using var options = new SessionOptions { ExecutionMode = ExecutionMode.ORT_SEQUENTIAL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // Threads that spin between passes take the processor from the other services.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(path, options);
    }

    private int BlockOf(int? asked)
    {
        int block = asked ?? DefaultBlock;
        if (block == 1 || RowsStandAlone(block))
        {
            return block;
        }

        return asked is null
            ? 1
            : throw new BadDataException(source, "block", $"{block}", "1: a row of this model depends on the tokens after it in its pass, as with quantisation at run time");
    }

    // The first half of a block must come out alike, to the bit, whatever the second half is.
    private bool RowsStandAlone(int block)
    {
        int half = block / 2;
        using KeysAndValues none = NoPast();
        float[] one = FirstLogits(block, half, filler: _ => 0, none);
        float[] other = FirstLogits(block, half, filler: place => (int)((place * 7919L) % AlphabetSize), none);
        return MemoryMarshal.AsBytes<float>(one).SequenceEqual(MemoryMarshal.AsBytes<float>(other));
    }

    private float[] FirstLogits(int block, int half, Func<int, int> filler, KeysAndValues none)
    {
        int[] tokens = [.. Enumerable.Range(0, block).Select(place => place < half ? place % AlphabetSize : filler(place))];
        OnnxPass pass = Run(tokens, none);
        pass.Present.Dispose();
        return pass.Logits[..(half * pass.Width)];
    }

    private T Guard<T>(string place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (OnnxRuntimeException e)
        {
            throw new BadDataException($"{source}: {place}: {e.Message.ReplaceLineEndings(" ")} (allowed: a causal decoder in ONNX, as docs/models.md describes, and a text that it can read)", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            throw new BadDataException($"{source}: {place}: there is no ONNX Runtime for this machine: {e.GetBaseException().Message} (allowed: Linux x64 or arm64 with glibc, Windows, macOS)", e);
        }
    }
}
