using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>
/// A text as an ONNX model reads it. It keeps the keys and values of all blocks but the last one; that one is read anew whenever something was added to
/// it.
/// </summary>
internal sealed class OnnxSession : IModelSession
{
    private readonly OnnxModel model;
    private readonly TokenText text;
    private readonly int offset;
    private KeysAndValues past;
    private int pastBlocks;

    public OnnxSession(OnnxModel model)
    {
        this.model = model;
        text = new TokenText(model.AlphabetSize);
        offset = model.Begin is null ? 0 : 1;
        past = model.NoPast();
    }

    public int Length => text.Length;

    // What the model reads: the token before every text, and the text.
    private int Inputs => text.Length + offset;

    public void Append(ReadOnlySpan<int> tokens) => text.Append(tokens);

    public Row NextRow() => Rows(Length, 1)[0];

    public IReadOnlyList<Row> Score(ReadOnlySpan<int> drafts)
    {
        int before = Length;
        text.Append(drafts);
        return Rows(before, drafts.Length + 1);
    }

    public void Rewind(int length)
    {
        text.Rewind(length);
        KeepPast(BlockOf(Math.Max(0, Inputs - 1)));
    }

    public void Dispose() => past.Dispose();

    private int BlockOf(int input) => input / model.Block;

    // The row of position t is what the model puts out for the input before it.
    private Row[] Rows(int position, int count)
    {
        var rows = new Row[count];
        int input = position + offset - 1;
        int made = 0;
        if (input < 0)
        {
            rows[made++] = Generators.Uniform(model.AlphabetSize);
            input++;
        }

        while (made < count)
        {
            int block = BlockOf(input);
            OnnxPass pass = Read(block);
            for (; made < count && BlockOf(input) == block; input++)
            {
                rows[made++] = RowOf(pass, model.HasPast ? input % model.Block : input);
            }
        }

        return rows;
    }

    private Row RowOf(OnnxPass pass, int place)
    {
        double[] logits = new double[model.AlphabetSize];
        ReadOnlySpan<float> from = pass.Logits.AsSpan(place * pass.Width, logits.Length);
        for (int token = 0; token < logits.Length; token++)
        {
            logits[token] = from[token];
        }

        return Logits.ToRow(logits, model.Source);
    }

    // Blocks before it are read first, those that are not yet among the keys and values.
    private OnnxPass Read(int block)
    {
        if (!model.HasPast)
        {
            return Discard(model.Run(InputsOf(0, block + 1), past));
        }

        KeepPast(block);
        while (pastBlocks < block)
        {
            Keep(Run(pastBlocks));
        }

        OnnxPass pass = Run(block);
        if (Inputs > (block + 1) * model.Block)
        {
            Keep(pass);
            return pass;
        }

        return Discard(pass);
    }

    private OnnxPass Run(int block) => model.Run(InputsOf(block, block + 1), past);

    private void Keep(OnnxPass pass)
    {
        past.Dispose();
        past = pass.Present;
        pastBlocks++;
    }

    private static OnnxPass Discard(OnnxPass pass)
    {
        pass.Present.Dispose();
        return pass;
    }

    private void KeepPast(int blocks)
    {
        if (pastBlocks > blocks)
        {
            KeysAndValues kept = past.First(blocks * model.Block);
            past.Dispose();
            past = kept;
            pastBlocks = blocks;
        }
    }

    // The last block is filled up with token 0: what comes after a position does not change its row.
    private int[] InputsOf(int from, int to)
    {
        int[] inputs = new int[(to - from) * model.Block];
        int start = from * model.Block;
        for (int place = 0; place < inputs.Length; place++)
        {
            int position = start + place - offset;
            inputs[place] = position < 0 ? model.Begin!.Value : position < text.Length ? text.Tokens[position] : 0;
        }

        return inputs;
    }
}
