namespace Coupling.Coordination.Tallies;

/// <summary>What the reports of a mode look like.</summary>
/// <param name="AlphabetSize">n.</param>
/// <param name="UnitRounds">Rounds of a unit.</param>
/// <param name="Speaks">Whether units have bits.</param>
internal readonly record struct BatchShape(int AlphabetSize, int UnitRounds, bool Speaks)
{
    /// <summary>Units of so many rounds, the last one maybe shorter.</summary>
    public int Units(int rounds) => (rounds + UnitRounds - 1) / UnitRounds;
}
