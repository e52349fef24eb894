namespace Coupling.Coordination.Ledgers;

/// <summary>One quantity in both directions.</summary>
public readonly record struct Directions(long AliceToBob, long BobToAlice)
{
    public long Total => AliceToBob + BobToAlice;

    public static Directions operator +(Directions first, Directions second) =>
        new(first.AliceToBob + second.AliceToBob, first.BobToAlice + second.BobToAlice);

    public static Directions operator -(Directions first, Directions second) =>
        new(first.AliceToBob - second.AliceToBob, first.BobToAlice - second.BobToAlice);

    public static Directions Add(Directions left, Directions right) => left + right;

    public static Directions Subtract(Directions left, Directions right) => left - right;
}
