namespace Coupling.Pooling;

/// <summary>An object that can wait in a stack of its like to be used again.</summary>
internal abstract class Spare
{
    /// <summary>The one below it in the stack; null while it is in use.</summary>
    internal Spare? Next { get; set; }
}
