using System.Diagnostics;
using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;

namespace Coupling.Cli.Telemetry;

/// <summary>The spans of whoever submits runs (docs/telemetry.md).</summary>
internal static class UserSpans
{
    public static ActivitySource Source { get; } = new(TelemetryName.OfScope(PeerRole.User), ProductVersion.Text);

    /// <summary>Exports them as the environment says, and says what of it is ignored.</summary>
    /// <returns>Sends what is left when it is disposed of; null where traces are not exported.</returns>
    /// <exception cref="UsageException">A variable cannot be used, by this program or by the services that it starts.</exception>
    public static IDisposable? Export()
    {
        foreach (string ignored in OtlpSignal.CheckAll())
        {
            Console.Error.WriteLine(ignored);
        }

        return TelemetryExport.TraceProgram(PeerRole.User);
    }
}
