using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Tests.Tallies;

public class AgreementsTests
{
    [Fact]
    public void Every_place_counts_once_whatever_the_length()
    {
        int[] alice = [.. Enumerable.Range(0, 200).Select(place => place * 7 % 5)];
        int[] bob = [.. Enumerable.Range(0, 200).Select(place => place * 3 % 4)];
        for (int length = 0; length <= alice.Length; length++)
        {
            Assert.Equal(alice.Zip(bob).Take(length).Count(pair => pair.First == pair.Second), Agreements.Count(alice.AsSpan(0, length), bob.AsSpan(0, length)));
        }
    }
}
