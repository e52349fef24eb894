namespace Coupling.Distributions;

/// <summary>What a sampler has prepared for a row, prepared anew when the row of a round is another one.</summary>
internal sealed class PerRow<T>(IRows rows, Func<Row, T> prepare)
    where T : class
{
    private Row? current;
    private T? prepared;

    public T At(long round)
    {
        Row row = rows.RowAt(round);
        if (prepared is null || !ReferenceEquals(row, current))
        {
            prepared = prepare(row);
            current = row;
        }

        return prepared;
    }
}
