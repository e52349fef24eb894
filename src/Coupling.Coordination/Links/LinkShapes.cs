using Coupling.Link.Shapes;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Links;

/// <summary>The shape of a link, as it is asked for and as the link has it.</summary>
public static class LinkShapes
{
    /// <summary>That of a message; plain where there is none.</summary>
    public static LinkShape Of(LinkShaping? shaping) => shaping is null ? LinkShape.Plain : new LinkShape(Of(shaping.Up), Of(shaping.Down));

    /// <summary>Its message; null for no shape.</summary>
    public static LinkShaping? ToMessage(LinkShape? shape) => shape is null
        ? null
        : new LinkShaping { Up = ToMessage(shape.Up), Down = ToMessage(shape.Down) };

    private static DirectionShape Of(DirectionShaping direction) => new()
    {
        Delay = TimeSpan.FromMicroseconds((long)direction.DelayUs),
        Jitter = TimeSpan.FromMicroseconds((long)direction.JitterUs),
        Rate = (long)direction.RateBps,
    };

    private static DirectionShaping ToMessage(DirectionShape direction) => new()
    {
        DelayUs = (uint)direction.Delay.TotalMicroseconds,
        JitterUs = (uint)direction.Jitter.TotalMicroseconds,
        RateBps = (ulong)direction.Rate,
    };
}
