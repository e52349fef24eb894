using Coupling.Link.Shapes;

namespace Coupling.Cli.Commands;

/// <summary>What `--link` asks for: a shape, no shape (`none`), or no link at all (`off`).</summary>
/// <param name="Shape">What the link does to what passes; null for nothing.</param>
/// <param name="IsOff">Whether there is none, so that no mode can speak.</param>
internal sealed record LinkChoice(LinkShape? Shape, bool IsOff = false)
{
    private const string Off = "off";
    private const string None = "none";

    /// <exception cref="FormatException">It is neither; the message names the key, the value and what is allowed.</exception>
    public static LinkChoice Parse(string text) => text switch
    {
        Off => new LinkChoice(Shape: null, IsOff: true),
        None => new LinkChoice(Shape: null),
        _ when text.Contains('=', StringComparison.Ordinal) => new LinkChoice(LinkShapeText.Parse(text)),
        _ => throw new FormatException($"'{text}' (allowed: off, none, or a shape such as delay=20ms,jitter=2ms,rate=1mbit)"),
    };

    public static LinkChoice Of(RunSettings settings) => new(settings.Link, settings.IsLinkOff);

    /// <summary>Null for a link without a shape.</summary>
    public string? Text => IsOff ? Off : Shape?.ToString();
}
