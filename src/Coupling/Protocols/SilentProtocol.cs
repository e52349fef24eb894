using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>A mode without a wire: it has no way to speak.</summary>
public abstract class SilentProtocol : Protocol
{
    /// <summary>The sampler of one party.</summary>
    public abstract ISampler CreateSampler(PartyContext party);
}
