using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Speculation;

/// <summary>A row in full: its n weights in a format, in item order. Both parties then have the row that <see cref="ShippedRow"/> makes of it.</summary>
internal static class RowCode
{
    public static void SendRow(this IBitWire wire, Row row, WeightFormat format)
    {
        foreach (double weight in row.Weights)
        {
            wire.Send(format.Encode(weight), format.Width);
        }
    }

    /// <exception cref="WireProtocolException">Rounding a row cannot have given these numbers.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Row> ReceiveRowAsync(this IBitWire wire, int alphabetSize, WeightFormat format)
    {
        var numbers = new double[alphabetSize];
        for (int item = 0; item < numbers.Length; item++)
        {
            numbers[item] = format.Decode(await wire.ReceiveAsync(format.Width).ConfigureAwait(false));
        }

        try
        {
            return ShippedRow.FromNumbers(numbers, format);
        }
        catch (BadDataException fault)
        {
            throw new WireProtocolException(fault.Message, fault);
        }
    }
}
