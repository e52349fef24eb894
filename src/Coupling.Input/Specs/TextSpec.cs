namespace Coupling.Input;

/// <summary><c>text:FILE[?unit=word|char]</c>: the frequencies of a text's words or characters.</summary>
/// <param name="Path">The file, without escapes.</param>
/// <param name="Unit">What is counted.</param>
public sealed record TextSpec(string Path, TextUnit Unit = TextUnit.Word) : DistributionSpec
{
    public override string Kind => SpecKinds.Text;

    public override string ToString() =>
        $"{SpecKinds.Text}:{SpecEscape.Escape(Path)}{(Unit == TextUnit.Character ? "?unit=char" : "")}";
}
