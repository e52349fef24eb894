namespace Coupling.Link.Shapes;

/// <summary>What a link does to what passes, each direction by itself.</summary>
/// <param name="Up">Alice to Bob.</param>
/// <param name="Down">Bob to Alice.</param>
public sealed record LinkShape(DirectionShape Up, DirectionShape Down)
{
    /// <summary>Bytes pass as they come.</summary>
    public static LinkShape Plain { get; } = new(DirectionShape.None, DirectionShape.None);

    /// <summary>The option's words for it, in one form for all that mean the same.</summary>
    public override string ToString() => LinkShapeText.Write(this);
}
