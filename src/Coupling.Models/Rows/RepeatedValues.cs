namespace Coupling.Models;

/// <summary>
/// A function of the weights of one row, computed once for equal ones: the thousands of tokens that an n-gram model has never seen after a context have
/// few different weights. Changes no result.
/// </summary>
/// <param name="function">A pure function.</param>
internal sealed class RepeatedValues(Func<double, double> function)
{
    // As a power of 2: what is remembered at most, each at the place that its bits give it.
    private const int PlaceBits = 9;

    private readonly double[] arguments = Empty();
    private readonly double[] values = new double[1 << PlaceBits];

    /// <param name="argument">Not NaN.</param>
    public double Of(double argument)
    {
        int place = (int)((BitConverter.DoubleToUInt64Bits(argument) * 0x9E37_79B9_7F4A_7C15) >> (64 - PlaceBits));
        if (arguments[place] != argument)
        {
            values[place] = function(argument);
            arguments[place] = argument;
        }

        return values[place];
    }

    private static double[] Empty()
    {
        double[] none = new double[1 << PlaceBits];
        Array.Fill(none, double.NaN);
        return none;
    }
}
