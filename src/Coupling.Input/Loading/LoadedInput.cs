namespace Coupling.Input;

/// <summary>What a SPEC gave when it was loaded.</summary>
/// <param name="Source">The SPEC, as named in errors.</param>
public abstract record LoadedInput(string Source);
