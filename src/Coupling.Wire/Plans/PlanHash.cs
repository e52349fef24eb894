using System.Security.Cryptography;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Plans;

/// <summary>The name of a public plan: SHA-256 of its serialised form.</summary>
public static class PlanHash
{
    public static ByteString Of(PublicPlan plan) => ByteString.CopyFrom(SHA256.HashData(plan.ToByteArray()));

    /// <summary>In lower-case hex, for people.</summary>
    public static string Text(ByteString hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Convert.ToHexStringLower(hash.Span);
    }
}
