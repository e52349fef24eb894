namespace Coupling.Distributions;

/// <summary>
/// Data that a user supplied cannot be used. The message names the source (file or argument), the place in it, the
/// offending value and what is allowed, so that it can be shown as it is.
/// </summary>
public sealed class BadDataException : Exception
{
    public BadDataException(string source, string place, string value, string allowed)
        : base(Describe(source, place, value, allowed))
    {
    }

    public BadDataException(string message)
        : base(message)
    {
    }

    public BadDataException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public BadDataException()
    {
    }

    private static string Describe(string source, string place, string value, string allowed) =>
        place.Length == 0
            ? $"{source}: {value} (allowed: {allowed})"
            : $"{source}: {place}: {value} (allowed: {allowed})";
}
