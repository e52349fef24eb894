using Coupling.Speculation;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Speculation;

/// <summary>The public plan of texts that both parties have taken, and its schemes.</summary>
internal sealed record TextPlan(PublicPlan Public, ByteString Hash, IReadOnlyList<SpeculativeScheme> Schemes)
{
    /// <summary>N.</summary>
    public long Tokens => (long)Public.Rounds;

    /// <summary>γ of each scheme; 0 for one that has no drafter.</summary>
    public int GammaAt(int mode) => Schemes[mode].HasDrafter ? (int)Public.Speculation.Gammas[mode] : 0;

    /// <summary>A text as events name it.</summary>
    public string NameOf(int mode) => Schemes[mode].HasDrafter ? $"{Schemes[mode].Name}, γ = {GammaAt(mode)}" : Schemes[mode].Name;
}
