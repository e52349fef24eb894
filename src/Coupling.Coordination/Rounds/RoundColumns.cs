using System.Buffers.Binary;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Rounds;

/// <summary>Successive rounds of a mode, column by column.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Alice">Her samples.</param>
/// <param name="Bob">His samples.</param>
/// <param name="AliceToBob">Payload bits of the unit that ends with the round; null where none does.</param>
/// <param name="BobToAlice">Likewise.</param>
internal sealed record RoundColumns(long First, int[] Alice, int[] Bob, long?[] AliceToBob, long?[] BobToAlice)
{
    public int Count => Alice.Length;

    /// <param name="stored">A piece of the rounds of a mode.</param>
    /// <param name="unitRounds">Rounds of a unit.</param>
    /// <param name="end">Rounds of the mode: a unit ends there in any case.</param>
    /// <exception cref="StoreDamagedException">It has not as many units as end in it.</exception>
    public static RoundColumns Of(StoredRounds stored, int unitRounds, long end)
    {
        int[] alice = Integers(stored.Alice.Span);
        int[] bits = Integers(stored.Units.Span);
        var columns = new RoundColumns(stored.First, alice, Integers(stored.Bob.Span), new long?[alice.Length], new long?[alice.Length]);
        int unit = 0;
        for (int index = 0; index < alice.Length; index++)
        {
            long next = stored.First + index + 1;
            if (next % unitRounds == 0 || next == end)
            {
                StoreDamagedException.Unless(bits.Length == 0 || unit + 1 < bits.Length, $"round {next - 1} ends a unit without bits");
                (columns.AliceToBob[index], columns.BobToAlice[index]) = bits.Length == 0 ? (0, 0) : (bits[unit], bits[unit + 1]);
                unit += 2;
            }
        }

        StoreDamagedException.Unless(bits.Length == 0 || unit == bits.Length, $"the rounds from {stored.First} have units that end nowhere");
        return columns;
    }

    private static int[] Integers(ReadOnlySpan<byte> bytes)
    {
        var values = new int[bytes.Length / sizeof(int)];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * sizeof(int))..]);
        }

        return values;
    }
}
