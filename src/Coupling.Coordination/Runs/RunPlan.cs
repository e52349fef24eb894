using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Runs;

/// <summary>The public plan that both parties have taken, and its modes.</summary>
internal sealed record RunPlan(PublicPlan Public, ByteString Hash, IReadOnlyList<Protocol> Protocols);
