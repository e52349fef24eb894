using System.Buffers.Binary;
using System.Numerics;

namespace Coupling.Numerics;

/// <summary>
/// A natural number of any size that changes in place, for counts that follow from one another by exact fractions, as binomial coefficients
/// do. <see cref="BigInteger"/> makes a new number at every step and divides more slowly.
/// </summary>
internal sealed class Natural
{
    private const int LimbBits = 64;
    private const int LimbBytes = 8;

    // Lowest first. Those from `length` on mean nothing; the last one below it is not 0.
    private ulong[] limbs;
    private int length;

    public Natural(ulong value)
    {
        limbs = [value, 0, 0, 0];
        length = value == 0 ? 0 : 1;
    }

    /// <param name="value">Not negative.</param>
    public Natural(BigInteger value)
    {
        var bytes = new byte[((value.GetByteCount(isUnsigned: true) / LimbBytes) + 1) * LimbBytes];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        limbs = new ulong[bytes.Length / LimbBytes];
        for (int limb = 0; limb < limbs.Length; limb++)
        {
            limbs[limb] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(limb * LimbBytes));
        }

        length = limbs.Length;
        Trim();
    }

    public BigInteger ToBigInteger()
    {
        var bytes = new byte[length * LimbBytes];
        for (int limb = 0; limb < length; limb++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(limb * LimbBytes), limbs[limb]);
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Becomes this · <paramref name="factor"/> / <paramref name="divisor"/>, which must be a whole number.</summary>
    /// <param name="factor">At least 1.</param>
    /// <param name="divisor">At least 1.</param>
    public void Scale(ulong factor, ulong divisor)
    {
        int halvings = BitOperations.TrailingZeroCount(divisor);
        int common = Math.Min(halvings, BitOperations.TrailingZeroCount(factor));
        MultiplyAndDivide(factor >> common, divisor >> halvings);
        ShiftRight(halvings - common);
        Trim();
    }

    /// <summary>Becomes this + <paramref name="other"/>.</summary>
    public void Add(Natural other)
    {
        int most = Math.Max(length, other.length);
        Extend(most + 1);
        ulong carry = 0;
        for (int limb = 0; limb <= most; limb++)
        {
            ulong term = limb < other.length ? other.limbs[limb] : 0;
            ulong sum = limbs[limb] + term;
            ulong over = sum < term ? 1UL : 0;
            limbs[limb] = sum + carry;
            carry = over + (limbs[limb] < sum ? 1UL : 0);
        }

        Trim();
    }

    /// <summary>Becomes this − <paramref name="other"/>, if that is not negative; else it stays.</summary>
    /// <returns>Whether it was subtracted.</returns>
    public bool TrySubtract(Natural other)
    {
        if (IsBelow(other))
        {
            return false;
        }

        ulong borrow = 0;
        for (int limb = 0; limb < length; limb++)
        {
            ulong term = limb < other.length ? other.limbs[limb] : 0;
            ulong difference = limbs[limb] - term;
            ulong under = limbs[limb] < term ? 1UL : 0;
            limbs[limb] = difference - borrow;
            borrow = under + (difference < borrow ? 1UL : 0);
        }

        Trim();
        return true;
    }

    private bool IsBelow(Natural other)
    {
        if (length != other.length)
        {
            return length < other.length;
        }

        for (int limb = length - 1; limb >= 0; limb--)
        {
            if (limbs[limb] != other.limbs[limb])
            {
                return limbs[limb] < other.limbs[limb];
            }
        }

        return false;
    }

    /// <summary>Exact division from the lowest limb up (Jebelean, "An algorithm for exact division", 1993), of the product as it arises.</summary>
    private void MultiplyAndDivide(ulong factor, ulong oddDivisor)
    {
        ulong inverse = InverseModulo2To64(oddDivisor);
        Extend(length + 1);
        ulong carry = 0;
        ulong borrow = 0;
        for (int limb = 0; limb < length; limb++)
        {
            ulong high = Math.BigMul(limbs[limb], factor, out ulong low);
            low += carry;
            carry = high + (low < carry ? 1UL : 0);
            ulong quotient = (low - borrow) * inverse;
            borrow = Math.BigMul(quotient, oddDivisor, out _) + (low < borrow ? 1UL : 0);
            limbs[limb] = quotient;
        }
    }

    private void ShiftRight(int bits)
    {
        if (bits == 0)
        {
            return;
        }

        for (int limb = 0; limb < length; limb++)
        {
            ulong above = limb + 1 < length ? limbs[limb + 1] : 0;
            limbs[limb] = (limbs[limb] >> bits) | (above << (LimbBits - bits));
        }
    }

    // Newton's iteration: the number of right bits doubles each time, from 5.
    private static ulong InverseModulo2To64(ulong odd)
    {
        ulong inverse = (3 * odd) ^ 2;
        for (int bits = 5; bits < LimbBits; bits *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    private void Extend(int newLength)
    {
        if (newLength > limbs.Length)
        {
            Array.Resize(ref limbs, Math.Max(newLength, 2 * limbs.Length));
        }

        limbs.AsSpan(length, newLength - length).Clear();
        length = newLength;
    }

    private void Trim()
    {
        while (length > 0 && limbs[length - 1] == 0)
        {
            length--;
        }
    }
}
