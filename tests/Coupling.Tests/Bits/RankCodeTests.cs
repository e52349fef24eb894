using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Tests;

public class RankCodeTests
{
    private static readonly int[] Sizes = [1, 2, 3, 8, 9, 16, 17, 33, 100, 2000, 50_272, Row.MaximumLength];

    [Fact]
    public async Task What_is_sent_is_received_in_as_many_bits_as_it_says()
    {
        foreach (int n in Sizes)
        {
            var code = new RankCode(n);
            for (int rank = 1; rank <= code.LastRank; rank++)
            {
                var sender = new BitsWire();
                code.SendRank(sender, rank);
                Assert.Equal(code.BitsOf(rank), sender.Said.Length);
                var receiver = new BitsWire(sender.Said);
                Assert.Equal((true, rank), await code.ReceiveAsync(receiver));
                Assert.Equal(0, receiver.Remaining);
            }

            foreach (int item in (int[])[0, n / 2, n - 1])
            {
                var sender = new BitsWire();
                code.SendItem(sender, item);
                Assert.Equal(code.LongestBits, sender.Said.Length);
                var receiver = new BitsWire(sender.Said);
                Assert.Equal((false, item), await code.ReceiveAsync(receiver));
                Assert.Equal(0, receiver.Remaining);
            }
        }
    }

    [Fact]
    public void The_words_are_those_of_the_page()
    {
        var code = new RankCode(100_000);
        (int Rank, string Word)[] words =
        [
            (1, "1"), (2, "01100"), (3, "01101"), (4, "011100"), (7, "011111"), (8, "01010000"), (15, "01010111"), (16, "010110000"),
            (32, "01001000000"), (63, "01001011111"), (64, "010011000000"),
        ];
        Assert.All(words, it =>
        {
            var sender = new BitsWire();
            code.SendRank(sender, it.Rank);
            BitReader reader = sender.Said.Read();
            Assert.Equal(it.Word, string.Concat(Enumerable.Range(0, (int)reader.Remaining).Select(_ => reader.Read(1))));
        });
    }

    [Fact]
    public void No_word_is_longer_than_an_items_number_and_two_bits() => Assert.All(Sizes, n =>
    {
        var code = new RankCode(n);
        Assert.Equal(Math.Ceiling(Math.Log2(n)) + 2, code.LongestBits);
        int[] lengths = [.. Enumerable.Range(1, code.LastRank + 1).Select(code.BitsOf)];
        Assert.Equal(lengths.Order(), lengths);
        Assert.Equal(code.LongestBits, lengths[^1]);
        Assert.True(code.LastRank == 1 || lengths[^2] < code.LongestBits);
    });

    [Fact]
    public void Ranks_leave_a_quarter_of_all_words_to_escapes() => Assert.All(Sizes, n =>
    {
        var code = new RankCode(n);
        Assert.InRange(Enumerable.Range(1, code.LastRank).Sum(rank => Math.Pow(2, -code.BitsOf(rank))), 0.5, 0.75);
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 3)]
    [InlineData(2000, 127)]
    [InlineData(50_272, 1023)]
    [InlineData(Row.MaximumLength, 8191)]
    public void Ranks_have_words_while_these_are_shorter_than_an_escape(int n, int last) => Assert.Equal(last, new RankCode(n).LastRank);

    [Fact]
    public async Task A_word_that_no_rank_has_is_refused()
    {
        // n = 2000: ranks up to 127 have words; this would be the word of 128, six zeros for three pairs of doublings.
        var sender = new BitsWire();
        sender.Send(1, 2);
        sender.SendUnary(3);
        sender.Send(0, 1);
        sender.Send(0, 7);
        await Assert.ThrowsAsync<WireProtocolException>(async () => await new RankCode(2000).ReceiveAsync(new BitsWire(sender.Said)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    public void A_rank_that_has_no_word_is_not_sent(int rank)
    {
        var sender = new BitsWire();
        Assert.Throws<ArgumentOutOfRangeException>(() => new RankCode(2000).SendRank(sender, rank));
        Assert.Equal(0, sender.Said.Length);
    }
}
