using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Cli.Benching;

/// <summary>Which vectors the samplers and the limits run on here. Samples do not depend on it, speeds do.</summary>
internal static class InstructionPath
{
    /// <summary>Eight lanes of 64 bits.</summary>
    public static bool IsAvx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>`AVX-512`, `AVX2` or `scalar`.</summary>
    public static string Name => IsAvx512 ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "scalar";
}
