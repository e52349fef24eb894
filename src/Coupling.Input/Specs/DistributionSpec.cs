namespace Coupling.Input;

/// <summary>
/// What a user writes to name a distribution, parsed: <c>kind:arg,arg</c> or <c>PATH[#row][?key=value]</c>. Syntax
/// only; nothing has been read and no value has been held against its range.
/// </summary>
/// <remarks><see cref="object.ToString"/> gives a SPEC that parses to an equal value.</remarks>
public abstract record DistributionSpec
{
    private protected DistributionSpec()
    {
    }

    /// <summary>The word before the colon, or the format of the file.</summary>
    public abstract string Kind { get; }

    /// <summary>The SPEC in its canonical form.</summary>
    public abstract override string ToString();

    /// <exception cref="Distributions.BadDataException">
    /// <paramref name="spec"/> does not follow the grammar, or names no known kind.
    /// </exception>
    public static DistributionSpec Parse(string spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return SpecParser.Parse(spec);
    }
}
