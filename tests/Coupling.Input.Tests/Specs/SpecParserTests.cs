using CsCheck;

namespace Coupling.Input.Tests.Specs;

public sealed class SpecParserTests
{
    private static readonly Gen<string> GenPath =
        Gen.String[Gen.OneOf(Gen.Char[@"#?,\:/.= "], Gen.Char['a', 'f'], Gen.Const('ä'), Gen.Const('海')), 1, 12];

    private static readonly Gen<NumberKind> GenNumbers = Gen.Int[0, 2].Select(kind => (NumberKind)kind);

    private static readonly Gen<DistributionSpec> GenSpec = Gen.OneOf<DistributionSpec>(
        Gen.Double.Where(double.IsFinite).Array[1, 8].Select(DistributionSpec (w) => new InlineSpec(w)),
        Gen.Int[0, int.MaxValue].Select(DistributionSpec (n) => new UniformSpec(n)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[0, int.MaxValue]).Select(DistributionSpec (s, n) => new ZipfSpec(s, n)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[0, int.MaxValue]).Select(DistributionSpec (r, n) => new GeometricSpec(r, n)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[0, int.MaxValue], Gen.ULong)
            .Select(DistributionSpec (a, n, s) => new DirichletSpec(a, n, s)),
        Gen.Int[0, int.MaxValue].Array[3].Select(DistributionSpec (v) => new SubsetSpec(v[0], v[1], v[2])),
        Gen.Select(GenPath, Gen.Int[0, 99].Nullable(), GenNumbers).Select(DistributionSpec (p, r, k) => new JsonSpec("./" + p + ".json", r, k)),
        Gen.Select(GenPath, Gen.Int[0, 99].Nullable(), GenNumbers).Select(DistributionSpec (p, r, k) => new CsvSpec("./" + p + ".csv", r, k)),
        Gen.Select(GenPath, Gen.Int[0, 99].Nullable(), GenNumbers).Select(DistributionSpec (p, r, k) => new NpySpec("./" + p + ".npy", r, k)),
        Gen.Select(GenPath, Gen.Int[0, 99].Nullable(), GenNumbers).Select(DistributionSpec (p, r, k) => new ParquetSpec("./" + p + ".parquet", r, k)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.ULong, GenPath)
            .Select(DistributionSpec (d, s, p) => new PerturbSpec(d, d, null, s, new NpySpec("./" + p + ".npy"))),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Double.Where(double.IsFinite), Gen.Int[0, 99], Gen.ULong)
            .Select(DistributionSpec (from, to, rows, s) => new PerturbSpec(from, to, rows, s, new UniformSpec(3))),
        Gen.Select(GenPath, Gen.Bool).Select(DistributionSpec (p, c) => new TextSpec(p, c ? TextUnit.Character : TextUnit.Word)));

    [Fact]
    public void Formatting_and_parsing_gives_the_same_spec_back() =>
        GenSpec.Sample(spec => DistributionSpec.Parse(spec.ToString()) == spec);

    [Fact]
    public void Any_text_parses_or_is_refused_as_bad_data() =>
        Gen.String[Gen.Char["abtextinlzpfuorm:#?,\\=.jsoncvynpygkdh0123e-+ "], 0, 20].Sample(text =>
        {
            try
            {
                DistributionSpec spec = DistributionSpec.Parse(text);
                Assert.Equal(spec, DistributionSpec.Parse(spec.ToString()));
            }
            catch (Distributions.BadDataException e)
            {
                Assert.Contains("allowed: ", e.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void Each_kind_is_recognised()
    {
        Assert.Equal(new InlineSpec([0.5, 0.3, 0.2]), DistributionSpec.Parse("inline:0.5,.3,2e-1"));
        Assert.Equal(new UniformSpec(7), DistributionSpec.Parse("uniform:7"));
        Assert.Equal(new ZipfSpec(-1.5, 10), DistributionSpec.Parse("zipf:-1.5,10"));
        Assert.Equal(new JsonSpec("a/b.json"), DistributionSpec.Parse("a/b.json"));
        Assert.Equal(new JsonSpec("b.JSON", 3), DistributionSpec.Parse("b.JSON#3"));
        Assert.Equal(new GeometricSpec(0.5, 7), DistributionSpec.Parse("geometric:.5,7"));
        Assert.Equal(new DirichletSpec(0.1, 7, ulong.MaxValue), DistributionSpec.Parse("dirichlet:0.1,7,18446744073709551615"));
        Assert.Equal(new SubsetSpec(2, 5, 7), DistributionSpec.Parse("subset:2,5,7"));
        Assert.Equal(new CsvSpec("a.csv", 1), DistributionSpec.Parse("a.csv#1"));
        Assert.Equal(new NpySpec("a.NPY", 1, NumberKind.Logits), DistributionSpec.Parse("a.NPY#1?logits"));
        Assert.Equal(new JsonSpec("a.json", null, NumberKind.Masses), DistributionSpec.Parse("a.json?normalize"));
        Assert.Equal(new CsvSpec("a?logits.csv"), DistributionSpec.Parse(@"a\?logits.csv"));
        Assert.Equal(new ParquetSpec("a.Parquet", 2, NumberKind.Masses), DistributionSpec.Parse("a.Parquet#2?normalize"));
        Assert.Equal(new PerturbSpec(0.25, 0.25, null, 7, new ZipfSpec(1, 10)), DistributionSpec.Parse("perturb:.25,7@zipf:1,10"));
        Assert.Equal(new PerturbSpec(0, 0.5, 9, 7, new NpySpec("a@b,c.npy", 1)), DistributionSpec.Parse("perturb:0...5,9,7@a@b,c.npy#1"));
        Assert.Equal(new TextSpec("t.txt"), DistributionSpec.Parse("text:t.txt"));
        Assert.Equal(new TextSpec("t.txt"), DistributionSpec.Parse("text:t.txt?unit=word"));
        Assert.Equal(new TextSpec("t.txt", TextUnit.Character), DistributionSpec.Parse("text:t.txt?unit=char"));
    }

    [Theory]
    [InlineData(@"a\#1.json", "a#1.json")]
    [InlineData(@"a\?b\,c.json", "a?b,c.json")]
    [InlineData(@"a,b.json", "a,b.json")]
    [InlineData(@"C:\x.json", @"C:\x.json")]
    [InlineData(@"C:\dir\new.json", @"C:\dir\new.json")]
    [InlineData(@"C:/dir/x.json", "C:/dir/x.json")]
    [InlineData(@"C:\\x.json", @"C:\x.json")]
    [InlineData(@"\\\\server\share\x.json", @"\\server\share\x.json")]
    [InlineData(@"C:\\#1.json", null)]
    [InlineData(@"C:\\\#1.json", @"C:\#1.json")]
    [InlineData("./uniform:3.json", "./uniform:3.json")]
    [InlineData("other:3.json", "other:3.json")]
    public void A_path_is_read_with_its_escapes(string spec, string? path)
    {
        if (path is null)
        {
            Refusal.Names(() => DistributionSpec.Parse(spec));
        }
        else
        {
            Assert.Equal(new JsonSpec(path), DistributionSpec.Parse(spec));
        }
    }

    [Fact]
    public void A_text_may_stand_on_a_drive() =>
        Assert.Equal(new TextSpec(@"C:\a\b.txt"), DistributionSpec.Parse(@"text:C:\a\b.txt"));

    [Theory]
    [InlineData("", "empty", "inline:", "text:FILE")]
    [InlineData("perturb:0.1,7", "SPEC: none", "perturb:TV,seed@SPEC", "")]
    [InlineData("perturb:0.1,7@", "SPEC: none", "perturb:TV,seed@SPEC", "")]
    [InlineData("perturb:0.1@uniform:3", "arguments: 1", "2: TV,seed", "")]
    [InlineData("perturb:0..1,7@uniform:3", "arguments: 2", "3: FROM..TO,rows,seed", "")]
    [InlineData("perturb:..1,2,7@uniform:3", "FROM: \"\"", "a finite number", "")]
    [InlineData("perturb:0..,2,7@uniform:3", "TO: \"\"", "a finite number", "")]
    [InlineData("perturb:0.1,0..2,3@uniform:3", "FROM: \"\"", "a finite number", "")]
    [InlineData("perturb:nan,7@uniform:3", "TV: \"nan\"", "a finite number", "")]
    [InlineData("perturb:0.1,7@perturb:0.1,7@uniform:3", "SPEC: \"perturb:", "itself not perturbed", "")]
    [InlineData("perturb:0.1,7@text:a.txt", "SPEC: \"text:a.txt\"", "a text has none", "")]
    [InlineData("perturb:0.1,7@zipff:3", "\"zipff\"", "did you mean zipf:?", "")]
    [InlineData("zipff:1,10", "\"zipff\"", "did you mean zipf:?", "uniform:n")]
    [InlineData("Uniform:10", "did you mean uniform:?", "zipf:s,n", "")]
    [InlineData("tetx:a.txt", "did you mean text:?", "", "")]
    [InlineData("nothing", "not a SPEC", "uniform:n", "FILE.json")]
    [InlineData("x.json?row=1", "option", "\"row\"", "normalize, logits")]
    [InlineData("x.npy?unit=word", "option", "\"unit\"", "normalize, logits")]
    [InlineData("x.csv?Logits", "option", "\"Logits\"", "normalize, logits")]
    [InlineData("x.csv?logits=1", "option", "\"logits=1\"", "logits without a value")]
    [InlineData("x.csv?normalize=", "option", "\"normalize=\"", "normalize without a value")]
    [InlineData("x.csv?logits,logits", "option", "\"logits\"", "each key once")]
    [InlineData("x.npy?logits,normalize", "options", "normalize and logits", "one of them")]
    [InlineData("x.npy?logits#1", "option", "\"logits#1\"", "normalize, logits")]
    [InlineData("x.npz", "not a SPEC", "FILE.json|csv|npy", "")]
    [InlineData("x.txt?logits", "not a SPEC", "FILE.json|csv|npy", "")]
    [InlineData("text:a?logits", "option", "\"logits\"", "unit")]
    [InlineData("text:a?unti=word", "option", "\"unti\"", "unit")]
    [InlineData("text:a?unit=line", "unit", "\"line\"", "word, char")]
    [InlineData("text:a?unit=word,unit=char", "\"unit\"", "each key once", "")]
    [InlineData("text:a?unit", "option", "\"unit\"", "unit=…")]
    [InlineData("text:a?", "option", "\"\"", "key=value")]
    [InlineData("text:a?=word", "option", "\"=word\"", "key=value")]
    [InlineData("text:a?unit=word,", "option", "\"\"", "key=value")]
    [InlineData("text:a#1", "row", "#1", "a text has no rows")]
    [InlineData("text:", "path", "empty", "")]
    [InlineData("#1", "path", "empty", "")]
    [InlineData("x.json#", "row", "\"\"", "0-based")]
    [InlineData("x.json#-1", "row", "\"-1\"", "0-based")]
    [InlineData("x.json#1#2", "row", "\"1#2\"", "0-based")]
    [InlineData("x.json#99999999999", "row", "\"99999999999\"", "0-based")]
    [InlineData("uniform:", "n", "\"\"", "1 to 1048576")]
    [InlineData("uniform:-3", "n", "\"-3\"", "1 to 1048576")]
    [InlineData("uniform:1.5", "n", "\"1.5\"", "1 to 1048576")]
    [InlineData("uniform:1e3", "n", "\"1e3\"", "1 to 1048576")]
    [InlineData("uniform:1,2", "arguments", "2", "1: n")]
    [InlineData("zipf:1", "arguments", "1", "2: s,n")]
    [InlineData("geometric:0.5", "arguments", "1", "2: r,n")]
    [InlineData("geometric:half,3", "r", "\"half\"", "finite")]
    [InlineData("geometric:0.5,", "n", "\"\"", "1 to 1048576")]
    [InlineData("gemoetric:0.5,3", "did you mean geometric:?", "geometric:r,n", "")]
    [InlineData("dirichlet:1,3", "arguments", "2", "3: alpha,n,seed")]
    [InlineData("dirichlet:a,3,1", "alpha", "\"a\"", "finite")]
    [InlineData("dirichlet:1,x,1", "n", "\"x\"", "1 to 1048576")]
    [InlineData("dirichlet:1,3,-1", "seed", "\"-1\"", "0 to 18446744073709551615")]
    [InlineData("dirichlet:1,3,18446744073709551616", "seed", "\"18446744073709551616\"", "0 to 18446744073709551615")]
    [InlineData("subset:1,2", "arguments", "2", "3: from,to,n")]
    [InlineData("subset:-1,2,3", "from", "\"-1\"", "0 to n-1")]
    [InlineData("subset:0,2.0,3", "to", "\"2.0\"", "from+1 to n")]
    [InlineData("zipf:NaN,3", "s", "\"NaN\"", "finite")]
    [InlineData("zipf:1,000,3", "arguments", "3", "2: s,n")]
    [InlineData("inline:", "item 0", "\"\"", "finite")]
    [InlineData("inline:0.5,", "item 1", "\"\"", "finite")]
    [InlineData("inline:0.5,NaN", "item 1", "\"NaN\"", "finite")]
    [InlineData("inline:Infinity", "item 0", "\"Infinity\"", "finite")]
    [InlineData("inline:1e999", "item 0", "\"1e999\"", "finite")]
    [InlineData("inline:1,1e-999", "item 1", "\"1e-999\"", "finite")]
    [InlineData("inline:0.5, 0.5", "item 1", "\" 0.5\"", "finite")]
    [InlineData("inline:1\u00a0", "item 0", "", "finite")]
    public void What_does_not_follow_the_grammar_is_named(string spec, string a, string b, string c) =>
        Refusal.Names(() => DistributionSpec.Parse(spec), a, b, c);

    [Fact]
    public void A_long_spec_is_cut_in_its_message()
    {
        string spec = "inline:" + string.Join(',', Enumerable.Repeat("0.001", 100_000)) + ",x";
        var e = Assert.Throws<Distributions.BadDataException>(() => DistributionSpec.Parse(spec));
        Assert.True(e.Message.Length < 300);
    }
}
