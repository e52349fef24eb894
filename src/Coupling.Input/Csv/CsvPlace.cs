namespace Coupling.Input;

/// <summary>The beginning of a line in a CSV file.</summary>
/// <param name="Offset">In bytes.</param>
/// <param name="Line">Its number, from 1.</param>
internal readonly record struct CsvPlace(long Offset, long Line)
{
    public static CsvPlace Beginning => new(0, 1);
}
