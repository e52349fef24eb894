namespace Coupling.Pooling;

/// <summary>An object that can wait in a stack of its like to be used again.</summary>
internal interface ISpare<T>
    where T : class, ISpare<T>
{
    /// <summary>The one below it in the stack; null while it is in use.</summary>
    T? Next { get; set; }
}
