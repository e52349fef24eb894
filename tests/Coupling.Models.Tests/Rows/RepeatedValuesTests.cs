using CsCheck;

namespace Coupling.Models.Tests;

public class RepeatedValuesTests
{
    [Fact]
    public void It_is_the_function() => Gen.Double[0, 1].Array[1, 3000].Sample(
        arguments =>
        {
            var repeated = new RepeatedValues(Math.Sqrt);
            foreach (double argument in arguments.Concat(arguments))
            {
                Assert.Equal(Math.Sqrt(argument), repeated.Of(argument));
            }
        },
        iter: 50);
}
