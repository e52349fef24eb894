namespace Coupling.Cli.Records;

/// <summary>A figure of two runs; null where it is not known.</summary>
internal readonly record struct Two(double? A, double? B);
