using System.Text;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Speculation;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Speculation;

public sealed class TextTallyTests : IDisposable
{
    private readonly List<PassRecord> told = [];
    private readonly TextTally tally;

    public TextTallyTests() => tally = new TextTally(8, Texts.Gamma, told.Add);

    public void Dispose() => tally.Dispose();

    [Fact]
    public void Passes_add_up_once()
    {
        Texts.Write(tally);
        Assert.Equal([1, 2, 3, 4, 5, 6], tally.Tokens);
        Assert.Equal("123456", Encoding.ASCII.GetString(tally.Text));
        Assert.Equal([3, 2], tally.Drafted);
        Assert.Equal([2, 2], tally.Accepted);

        // Of three drafts two were accepted and the third was judged; of two drafts none was rejected.
        Assert.Equal(5, tally.Judged);
        Assert.Equal(new Directions(15, 7), tally.PayloadBits);
        Assert.Equal((6, 6, 2, 4), (tally.Rounds, tally.SpokenTokens, tally.Batches, tally.Turns));
        Assert.All(tally.Contradictions, contradiction => Assert.Equal(0, contradiction.Count));
        Assert.Equal(2, told.Count);
    }

    [Theory]
    [InlineData(3, new[] { 1, 2, 7 })]
    [InlineData(4, new[] { 1, 2, 3 })]
    [InlineData(3, new[] { 1, 2 })]
    public void A_pass_that_the_drafter_sees_differently_is_the_targets_and_counted(int drafted, int[] seen)
    {
        tally.Commit(Texts.Pass(0, drafted, seen, 9, 4), Texts.Pass(0, 3, [1, 2, 3], 4, 9));
        Assert.Equal([1, 2, 3], tally.Tokens);
        Assert.Equal(1, tally.Contradictions.Single(contradiction => contradiction.What == "passes that the drafter sees differently").Count);
    }

    [Theory]
    [InlineData(10, 4, 4, 9)]
    [InlineData(9, 5, 4, 9)]
    public void Bits_that_are_counted_differently_are_a_contradiction(int aliceSent, int aliceHeard, int bobSent, int bobHeard)
    {
        tally.Commit(Texts.Pass(0, 3, [1, 2, 3], aliceSent, aliceHeard), Texts.Pass(0, 3, [1, 2, 3], bobSent, bobHeard));
        Assert.Equal(1, tally.Contradictions.Single(contradiction => contradiction.What == "passes whose bits the parties count differently").Count);
    }

    [Fact]
    public void A_pass_that_is_not_the_next_one_is_refused()
    {
        LeaseFaultException fault = Assert.Throws<LeaseFaultException>(() => tally.Commit(Texts.Pass(0, 0, [1], 0, 3), Texts.Pass(1, 0, [1], 3, 0)));
        Assert.Equal("the parties report different passes: alice at token 0, bob at 1, expected 0", fault.Message);
        Assert.Throws<LeaseFaultException>(() => tally.CommitAlone(Texts.Pass(1, 0, [1], 0, 0)));
    }

    [Fact]
    public void A_target_alone_says_nothing_and_nobody_sees_his_tokens()
    {
        tally.CommitAlone(Texts.Pass(0, 0, [5], 0, 0));
        Assert.Throws<LeaseFaultException>(() => tally.CommitAlone(Texts.Pass(1, 0, [5], 1, 0)));
        Assert.Throws<LeaseFaultException>(() => tally.CommitAlone(Texts.Pass(1, 1, [5], 0, 0)));
        Assert.Equal((1, 0, 0), (tally.Rounds, tally.SpokenTokens, tally.Judged));

        using var together = new TextTally(8, Texts.Gamma);
        together.Commit(Texts.Pass(0, 0, [5], 0, 0), Texts.Pass(0, 0, [5], 0, 0));
        (string both, string alice, string bob) = tally.FinishDigests();
        (string bothTogether, string aliceTogether, string bobTogether) = together.FinishDigests();
        Assert.Equal(bob, bobTogether);
        Assert.NotEqual(alice, aliceTogether);
        Assert.NotEqual(both, bothTogether);
    }

    [Theory]
    [InlineData("Alice: token 1 is 8 (allowed: 0 to 7)", 2, 1, new[] { 0, 8 })]
    [InlineData("Alice: token 0 is -1 (allowed: 0 to 7)", 0, 0, new[] { -1 })]
    [InlineData("Alice: the pass at token 0 drafted 5, accepted 0 and gave 1 tokens (allowed: up to 4 drafts, and one token more than were accepted)", 5, 0, new[] { 1 })]
    [InlineData("Alice: the pass at token 0 drafted 1, accepted 2 and gave 3 tokens (allowed: up to 4 drafts, and one token more than were accepted)", 1, 2, new[] { 1, 2, 3 })]
    [InlineData("Alice: the pass at token 0 drafted 3, accepted 2 and gave 2 tokens (allowed: up to 4 drafts, and one token more than were accepted)", 3, 2, new[] { 1, 2 })]
    public async Task A_report_that_contradicts_itself_is_refused(string says, uint drafted, uint accepted, int[] tokens)
    {
        var report = new PassReport { Drafted = drafted, Accepted = accepted, Tokens = Google.Protobuf.ByteString.CopyFrom([.. tokens.SelectMany(BitConverter.GetBytes)]) };
        LeaseFaultException fault = await Assert.ThrowsAsync<LeaseFaultException>(
            () => tally.TakeReports(() => { })(Role.Alice, new WorkReport { Passes = new PassReports { Passes = { report } } }, CancellationToken.None));
        Assert.Equal(says, fault.Message);
    }

    [Fact]
    public async Task Reports_of_rounds_are_none_of_a_text()
    {
        LeaseFaultException fault = await Assert.ThrowsAsync<LeaseFaultException>(
            () => tally.TakeReports(() => { })(Role.Bob, new WorkReport { Batches = new BatchReports() }, CancellationToken.None));
        Assert.Equal("Bob reported Batches (allowed: Passes)", fault.Message);
    }
}
