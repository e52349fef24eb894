using System.Reflection;
using System.Runtime.InteropServices;
using Coupling.Wire.Plans;

namespace Coupling.Coordination.Results;

/// <summary>On what a run was made.</summary>
internal static class ThisEnvironment
{
    private static readonly string[] NamedPackages =
        ["Google.Protobuf", "Grpc.AspNetCore.Server", "Grpc.Net.Client", "MathNet.Numerics", "Polly.Core"];

    public static EnvironmentSection Describe()
    {
        string[] version = ProductVersion.Text.Split('+', 2);
        return new EnvironmentSection(
            RuntimeInformation.OSDescription,
            Cpu(),
            Environment.ProcessorCount,
            RuntimeInformation.FrameworkDescription,
            version.Length > 1 ? version[1] : null,
            version[0],
            Packages());
    }

    private static SortedDictionary<string, string> Packages()
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in NamedPackages)
        {
            string? version = Assembly.Load(name).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            packages[name] = version?.Split('+')[0] ?? "unknown";
        }

        return packages;
    }

    private static string? Cpu()
    {
        const string key = "model name";
        try
        {
            return File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
    }
}
