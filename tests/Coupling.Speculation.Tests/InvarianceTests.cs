namespace Coupling.Speculation.Tests;

public class InvarianceTests
{
    private const int Tokens = 60;

    public static TheoryData<string> Invariant =>
        [.. Schemes.All.Where(name => SchemeCatalog.Parse(name) is { IsInvariant: true, HasDrafter: true })];

    [Theory]
    [MemberData(nameof(Invariant))]
    public void The_text_is_the_target_s_alone_whatever_drafter_and_gamma(string name)
    {
        SpeculativeScheme scheme = SchemeCatalog.Parse(name);
        for (int seed = 1; seed <= 5; seed++)
        {
            TableModel target = TableModel.Random(n: 5, order: 2, seed);
            TableModel[] drafters = [target, TableModel.Random(5, 2, seed + 100), TableModel.Random(5, 2, seed + 200), TableModel.Of(0, 0, 1, 0, 0)];
            int[] alone = [.. new Duo(target, target).Run(scheme.Alone, 1, Tokens, (ulong)seed).Tokens];
            foreach (TableModel drafter in drafters)
            {
                foreach (int gamma in (int[])[1, 2, 4, 8])
                {
                    Assert.Equal(alone, new Duo(drafter, target) { Prior = drafters[1] }.Run(scheme, gamma, Tokens, (ulong)seed).Tokens);
                }
            }
        }
    }

    [Fact]
    public void The_text_of_standard_is_not()
    {
        TableModel target = TableModel.Random(5, 2, 1);
        SpeculativeScheme standard = SchemeCatalog.Parse("standard");
        string[] texts = [.. ((int[])[1, 2, 4]).Select(gamma => string.Join(' ', new Duo(TableModel.Random(5, 2, 2), target).Run(standard, gamma, Tokens, 1).Tokens))];
        Assert.Equal(3, texts.Distinct().Count());
    }
}
