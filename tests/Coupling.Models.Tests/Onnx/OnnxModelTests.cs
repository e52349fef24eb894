using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models.Tests;

public sealed class OnnxModelTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, null)]
    [InlineData(true, true, null)]
    [InlineData(true, true, 4)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 3)]
    public void A_row_is_a_function_of_the_tokens_whatever_the_session_did(bool past, bool half, int? block)
    {
        using OnnxModel model = Model(new TinyDecoder { HasPast = past, IsHalf = half }, block);
        Assert.Equal(block ?? 16, model.Block);
        new RandomWalk(model).Check(walks: 40, longest: 20, limit: 100);
    }

    [Fact]
    public void Keys_and_values_give_the_rows_of_a_model_that_reads_all_anew()
    {
        using OnnxModel whole = Model(new TinyDecoder());
        int[] tokens = [.. Enumerable.Range(0, 60).Select(place => place * 13 % 50)];
        Row[] expected = Scored(whole, tokens);
        foreach (int block in new[] { 1, 4, 16 })
        {
            using OnnxModel cached = Model(new TinyDecoder { HasPast = true }, block);
            Near(expected, Scored(cached, tokens), 1e-5);
            using OnnxModel half = Model(new TinyDecoder { HasPast = true, IsHalf = true }, block);
            Near(expected, Scored(half, tokens), 5e-3);
        }
    }

    [Fact]
    public void Rows_depend_on_tokens_far_back()
    {
        using OnnxModel model = Model(new TinyDecoder { HasPast = true });
        int[] tokens = [.. Enumerable.Range(0, 60).Select(place => place * 13 % 50)];
        string row = Scored(model, tokens)[^1].Digest;
        tokens[0] = 1;
        Assert.NotEqual(row, Scored(model, tokens)[^1].Digest);
    }

    [Fact]
    public void A_model_whose_rows_depend_on_later_tokens_is_read_token_by_token()
    {
        using OnnxModel model = Model(new TinyDecoder { IsCausal = false });
        Assert.Equal(1, model.Block);
        new RandomWalk(model).Check(walks: 10, longest: 6, limit: 30);
        Refusal.Names(() => Model(new TinyDecoder { IsCausal = false }, block: 16), "test", "block", "16", "1:");
    }

    [Fact]
    public void Padded_logits_merged_exports_other_names_and_int32_are_fine()
    {
        int[] tokens = [3, 1, 4, 1, 5];
        using OnnxModel plain = Model(new TinyDecoder { HasPast = true });
        Row[] expected = Scored(plain, tokens);
        using OnnxModel other = Model(new TinyDecoder { HasPast = true, HasBranch = true, TokenType = OnnxGraph.Int32, LogitsName = "output" });
        Near(expected, Scored(other, tokens), 1e-12);
        using OnnxModel padded = Model(new TinyDecoder { LogitWidth = 64 });
        Assert.Equal(50, Scored(padded, tokens)[^1].Length);
    }

    [Fact]
    public void Before_the_first_token_stands_the_beginning_or_nothing()
    {
        using OnnxModel without = Model(new TinyDecoder { HasPast = true });
        Assert.Equal(Generators.Uniform(50).Digest, Scored(without, [])[0].Digest);
        using var with = new OnnxModel(File(new TinyDecoder { HasPast = true }), 50, begin: 9, block: null, "test");
        Near([Scored(without, [9])[1], Scored(without, [9, 2])[2]], Scored(with, [2]), 0);
    }

    [Fact]
    public void A_text_that_is_too_long_for_the_model_is_refused()
    {
        using OnnxModel model = Model(new TinyDecoder { HasPast = true, Positions = 32 });
        using IModelSession session = model.Open();
        session.Append(new int[32]);
        session.NextRow();
        session.Append([1]);
        Refusal.Names(session.NextRow, "test", "position 47");
    }

    [Fact]
    public void What_is_no_decoder_is_refused()
    {
        Refusal.Names(() => new OnnxModel(folder.Write("x.onnx", "no model"), 50, null, null, "test"), "test", "file");
        Refusal.Names(() => Model(new TinyDecoder { LogitWidth = 49 }), "test", "shape of logits", "1×16×49", "50");
        Refusal.Names(() => Model(new TinyDecoder { TokenType = OnnxGraph.Float }), "test");

        var graph = new OnnxGraph();
        graph.Node("Identity", [graph.Input("pixels", OnnxGraph.Float, -1, -1, 5)], "logits");
        graph.Output("logits", OnnxGraph.Float, -1, -1, 5);
        Refusal.Names(() => new OnnxModel(folder.Write("y.onnx", graph.ToModel()), 5, null, null, "test"), "inputs", "pixels", "input_ids");
    }

    // The other way of loading: by a SPEC, an n-gram model as drafter beside it.
    [Fact]
    public void By_its_spec_it_has_a_vocabulary_and_a_truncated_copy()
    {
        string text = folder.Write("text.txt", "abcdefghijklmnopqrstuvwxyz .,");
        string path = File(new TinyDecoder { Size = 30, LogitWidth = 32, HasPast = true, IsHalf = true });
        using LoadedModel model = ModelSource.Load($"onnx:{path}?vocab=char@{text},temperature=0.5", cache: ModelCache.None);
        using LoadedModel drafter = ModelSource.Load($"truncated:4,6@onnx:{path}", model.Vocabulary, ModelCache.None);
        Assert.NotEqual(model.Digest, drafter.Digest);
        new RandomWalk(model.Model).Check(walks: 10, longest: 9, limit: 60);
        new RandomWalk(drafter.Model).Check(walks: 10, longest: 9, limit: 60);
        Refusal.Names(() => ModelSource.Load($"onnx:{path}", cache: ModelCache.None), "tokenizer", "none");
        Refusal.Names(() => ModelSource.Load($"onnx:{path}?begin=30", model.Vocabulary, ModelCache.None), "begin", "30", "0 to 29");
        Refusal.Names(() => ModelSource.Load($"onnx:{path}.no", model.Vocabulary, ModelCache.None), "no such file");
    }

    private static Row[] Scored(OnnxModel model, int[] tokens)
    {
        using IModelSession session = model.Open();
        return [.. session.Score(tokens)];
    }

    private static void Near(Row[] expected, Row[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = expected[i].Weights.ToArray().Zip(actual[i].Weights.ToArray(), (p, q) => Math.Abs(p - q)).Sum() / 2;
            Assert.InRange(distance, 0, tolerance);
        }
    }

    private string File(TinyDecoder decoder) => folder.Write($"{Guid.NewGuid()}.onnx", decoder.Build());

    private OnnxModel Model(TinyDecoder decoder, int? block = null) => new(File(decoder), decoder.Size, begin: null, block, "test");
}
