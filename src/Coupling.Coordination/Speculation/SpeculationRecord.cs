using Coupling.Coordination.Parties;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>Everything that a result of texts is made of.</summary>
internal sealed class SpeculationRecord(TextPlan plan, AgreedVocabulary vocabulary, string prompt) : IDisposable
{
    public TextPlan Plan => plan;

    public AgreedVocabulary Vocabulary => vocabulary;

    /// <summary>Whether there was no link, so that no scheme could speak.</summary>
    public bool IsLinkOff { get; init; }

    /// <summary>What the texts go on from.</summary>
    public string Prompt => prompt;

    public List<TextRun> Texts { get; } = [];

    /// <summary>What the link was measured to do; null where it has no shape, nothing spoke, or it was not asked for.</summary>
    public ProbeLinkReply? Probe { get; set; }

    /// <summary>Whether everything between the services was mutual TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Whether one of them spoke plain text off loopback because its user said so.</summary>
    public bool IsInsecureLab { get; set; }

    public MeterSnapshot AliceControl { get; set; }

    public MeterSnapshot BobControl { get; set; }

    public void Dispose() => Texts.ForEach(text => text.Dispose());
}
