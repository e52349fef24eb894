using Coupling.Link;

namespace Coupling.Coordination.Services;

/// <summary>The coordinator's link; null when it is off.</summary>
internal sealed record LinkHolder(LinkRelay? Relay);
