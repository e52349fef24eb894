namespace Coupling.Models.Tests;

public class ModelSpecTests
{
    [Theory]
    [InlineData("ngram:5@a.txt", "ngram:5@a.txt")]
    [InlineData("ngram:1@C:\\x\\a.txt?vocab=word", "ngram:1@C:\\\\x\\\\a.txt?vocab=word")]
    [InlineData("ngram:7@a@b.txt?vocab=char", "ngram:7@a@b.txt?vocab=char")]
    [InlineData("ngram:5@a.txt?vocab=bpe:8000@b.txt", "ngram:5@a.txt?vocab=bpe:8000@b.txt")]
    [InlineData("ngram:5@a.txt?vocab=bpe:8000,temperature=0.8,top-k=50,top-p=0.95", "ngram:5@a.txt?vocab=bpe:8000,temperature=0.8,top-k=50,top-p=0.95")]
    [InlineData("ngram:5@a.txt?top-p=.95&top-k=50&temperature=.8&vocab=bpe:8000", "ngram:5@a.txt?vocab=bpe:8000,temperature=0.8,top-k=50,top-p=0.95")]
    [InlineData("ngram:5@a.txt?vocab=bpe:8000,top-k=50&top-p=1", "ngram:5@a.txt?vocab=bpe:8000,top-k=50")]
    [InlineData("ngram:5@a&b?vocab=word@c&d", "ngram:5@a&b?vocab=word@c&d")]
    [InlineData(@"ngram:5@a\,b\?c\#d?vocab=word@e\,f", @"ngram:5@a\,b\?c\#d?vocab=word@e\,f")]
    [InlineData("truncated:2,4@ngram:5@a.txt?vocab=bpe:8000,temperature=.8", "truncated:2,4@ngram:5@a.txt?vocab=bpe:8000,temperature=0.8")]
    [InlineData("truncated:2,4@truncated:3,8@onnx:m.onnx?tokenizer=t.json", "truncated:2,4@truncated:3,8@onnx:m.onnx?tokenizer=t.json")]
    [InlineData("onnx:m.onnx?tokenizer=t&begin=none&block=1,temperature=0", "onnx:m.onnx?tokenizer=t,begin=none,block=1,temperature=0")]
    [InlineData("ngram:3@a.txt?tokenizer=t.json", "ngram:3@a.txt?tokenizer=t.json")]
    public void The_canonical_form_parses_to_the_same(string spec, string canonical)
    {
        var parsed = ModelSpec.Parse(spec);
        Assert.Equal(canonical, parsed.ToString());
        Assert.Equal(parsed, ModelSpec.Parse(canonical));
    }

    [Fact]
    public void Its_parts_are_there()
    {
        var spec = ModelSpec.Parse("truncated:3,4@ngram:5@a.txt?vocab=bpe:8000@b.txt,temperature=0.8,top-k=50,top-p=0.95");
        Assert.Equal([new Truncation(3, 4)], spec.Truncations);
        Assert.Equal((5, "a.txt", "ngram"), (spec.Order, spec.Path, spec.Kind));
        Assert.Equal(new VocabularySpec("bpe", 8000, "b.txt"), spec.Vocabulary);
        Assert.Equal(new Transform(0.8, 50, 0.95), spec.Transform);
    }

    [Theory]
    [InlineData("", "kind", "ngram:ORDER@FILE")]
    [InlineData("a.txt", "kind", "\"a.txt\"", "onnx:FILE")]
    [InlineData("ngramm:5@a.txt", "\"ngramm\", did you mean ngram:?")]
    [InlineData("onx:m.onnx", "\"onx\", did you mean onnx:?")]
    [InlineData("ngram", "\"ngram\", did you mean ngram:?")]
    [InlineData("truncated:2,4@zipf:1,5", "\"zipf\"")]
    [InlineData("ngram:5", "ngram:ORDER@FILE")]
    [InlineData("ngram:5@", "FILE", "none")]
    [InlineData("ngram:5@?vocab=word", "FILE", "none")]
    [InlineData("ngram:0@a.txt", "ORDER", "\"0\"", "1 to 7")]
    [InlineData("ngram:9@a.txt", "ORDER", "\"9\"", "1 to 7")]
    [InlineData("ngram:x@a.txt", "ORDER", "\"x\"", "1 to 7")]
    [InlineData("truncated:2@ngram:5@a.txt", "arguments", "1", "truncated:ORDER,BITS@SPEC")]
    [InlineData("truncated:0,4@ngram:5@a.txt", "ORDER", "\"0\"", "1 to 4096")]
    [InlineData("truncated:2,0@ngram:5@a.txt", "BITS", "\"0\"", "1 to 32")]
    [InlineData("truncated:2,33@ngram:5@a.txt", "BITS", "\"33\"", "1 to 32")]
    [InlineData("ngram:5@a.txt?vocab=bpe", "vocab", "\"bpe\"", "bpe:N")]
    [InlineData("ngram:5@a.txt?vocab=bpe:255", "\"255\"", "256 to 1048576")]
    [InlineData("ngram:5@a.txt?vocab=words", "\"words\"", "word, char")]
    [InlineData("ngram:5@a.txt?vocab=word@", "\"word@\"", "a file after @")]
    [InlineData("ngram:5@a.txt?vocab=word,tokenizer=t.json", "vocab and tokenizer", "one of them")]
    [InlineData("ngram:5@a.txt?top-k=0", "top-k", "\"0\"", "1 to 1048576")]
    [InlineData("ngram:5@a.txt?top-p=0", "top-p", "\"0\"", "above 0")]
    [InlineData("ngram:5@a.txt?top-p=1.5", "top-p", "\"1.5\"", "at most 1")]
    [InlineData("ngram:5@a.txt?temperature=-1", "temperature", "\"-1\"", "0.01 to 100")]
    [InlineData("ngram:5@a.txt?temperature=NaN", "temperature", "\"NaN\"", "0.01 to 100")]
    [InlineData("ngram:5@a.txt?temperature=Infinity", "temperature", "\"Infinity\"")]
    [InlineData("ngram:5@a.txt?temperature=1e-3", "temperature", "\"1e-3\"")]
    [InlineData("ngram:5@a.txt?temperature", "\"temperature\"", "temperature=…")]
    [InlineData("ngram:5@a.txt?top-k=5,top-k=6", "\"top-k\"", "each key once")]
    [InlineData("ngram:5@a.txt?block=4", "\"block\"", "vocab, tokenizer, temperature")]
    [InlineData("onnx:m.onnx?block=0", "block", "\"0\"", "1 to 256")]
    [InlineData("onnx:m.onnx?begin=x", "begin", "\"x\"")]
    public void Errors_name_the_part_the_value_and_what_is_allowed(string spec, params string[] parts) =>
        Refusal.Names(() => ModelSpec.Parse(spec), [spec.Length > 0 ? spec : "SPEC", .. parts]);

    [Theory]
    [InlineData("ngram:2@b.txt", "ngram:5@a.txt?vocab=bpe:8000", "ngram:2@b.txt?vocab=bpe:8000@a.txt")]
    [InlineData("ngram:2@b.txt", "ngram:5@a.txt", "ngram:2@b.txt?vocab=bpe:1000@a.txt")]
    [InlineData("ngram:2@b.txt?vocab=word", "ngram:5@a.txt", "ngram:2@b.txt?vocab=word@b.txt")]
    [InlineData("ngram:2@b.txt?top-k=5", "onnx:m.onnx?tokenizer=t.json", "ngram:2@b.txt?tokenizer=t.json,top-k=5")]
    [InlineData("onnx:m.onnx", "ngram:5@a.txt?vocab=char@c.txt", "onnx:m.onnx?vocab=char@c.txt")]
    public void A_vocabulary_is_written_out(string spec, string other, string expected) =>
        Assert.Equal(expected, ModelSpec.Parse(spec).WithVocabularyOf(ModelSpec.Parse(other)).ToString());

    [Fact]
    public void An_onnx_model_has_no_vocabulary_of_its_own() => Refusal.Names(
        () => ModelSpec.Parse("ngram:2@b.txt").WithVocabularyOf(ModelSpec.Parse("onnx:m.onnx")), "onnx:m.onnx", "tokenizer", "none");
}
