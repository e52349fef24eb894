using System.Globalization;
using System.Text;

namespace Coupling.Input.Tests.Sequences;

/// <summary>
/// A dump as the reference code writes it: a DataFrame of float32 with columns prob_0, prob_1, …, by <c>to_csv(index=False)</c>, one line
/// per position in the text. The probabilities were computed in bfloat16.
/// </summary>
internal static class ModelDump
{
    /// <returns>The numbers as written, in binary64.</returns>
    public static double[][] Write(string path, int items, int rows, int seed)
    {
        var random = new Random(seed);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(string.Join(',', Enumerable.Range(0, items).Select(item => $"prob_{item}")));
        writer.Write('\n');
        double[][] written = new double[rows][];
        for (int row = 0; row < rows; row++)
        {
            string[] texts = [.. Softmax(items, random).Select(Text)];
            written[row] = [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            writer.Write(string.Join(',', texts));
            writer.Write('\n');
        }

        return written;
    }

    /// <summary>As NumPy prints a float32: the shortest digits that read back, a point always, exponents of two digits.</summary>
    public static string Text(float value)
    {
        if (value is 0)
        {
            return "0.0";
        }

        if (value is >= 1e-4f and < 1e16f)
        {
            string plain = ((decimal)(double)value).ToString(CultureInfo.InvariantCulture);
            string shortest = value.ToString("R", CultureInfo.InvariantCulture);
            string text = shortest.Contains('E', StringComparison.Ordinal) ? plain : shortest;
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        }

        string[] parts = value.ToString("E8", CultureInfo.InvariantCulture).Split('E');
        for (int digits = 0; digits < 9; digits++)
        {
            string tried = value.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (float.Parse(tried, CultureInfo.InvariantCulture) == value)
            {
                parts = tried.Split('E');
                break;
            }
        }

        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>A peaked softmax whose terms are rounded to bfloat16: the tail becomes subnormal in float32, or 0.</summary>
    private static float[] Softmax(int items, Random random)
    {
        double[] logits = [.. Enumerable.Range(0, items).Select(_ => -100 * random.NextDouble() * random.NextDouble())];
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => BFloat16(Math.Exp(logit) / sum))];
    }

    private static float BFloat16(double value)
    {
        uint bits = BitConverter.SingleToUInt32Bits((float)value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
