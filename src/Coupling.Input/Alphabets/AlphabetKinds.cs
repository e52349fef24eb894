namespace Coupling.Input;

/// <summary>The names of the kinds.</summary>
public static class AlphabetKinds
{
    /// <summary><c>index</c>, <c>text-word</c> or <c>text-char</c>; part of the alphabet's digest.</summary>
    public static string Name(this AlphabetKind kind) => kind switch
    {
        AlphabetKind.Index => "index",
        AlphabetKind.TextWord => "text-word",
        AlphabetKind.TextChar => "text-char",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of alphabet."),
    };

    /// <summary>The kind whose items are of that unit.</summary>
    public static AlphabetKind ToAlphabetKind(this TextUnit unit) =>
        unit == TextUnit.Word ? AlphabetKind.TextWord : AlphabetKind.TextChar;
}
