using Coupling.Wire.Hosting;
using OpenTelemetry.Exporter;

namespace Coupling.Wire.Telemetry;

/// <summary>Traces or metrics, and what the standard OTEL_ variables say of their export by OTLP.</summary>
/// <remarks>
/// The SDK reads most variables itself. These it leaves to the program: whether a signal is exported at all, and the variables of a
/// single signal. Unlike an SDK that is asked for, this program exports nothing where no variable speaks of it.
/// </remarks>
public sealed class OtlpSignal
{
    private const string General = "OTEL_EXPORTER_OTLP_";

    private readonly string name;

    private OtlpSignal(string name) => this.name = name;

    public static OtlpSignal Traces { get; } = new("TRACES");

    public static OtlpSignal Metrics { get; } = new("METRICS");

    /// <summary>Whether OTEL_SDK_DISABLED turns all of telemetry off.</summary>
    public static bool IsSdkDisabled => string.Equals(Read("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is exported: its exporter is `otlp`, or is not said and an endpoint is.</summary>
    public bool IsExported
    {
        get
        {
            string[] exporters = Exporters;
            return !IsSdkDisabled && (exporters.Contains("otlp") || (!exporters.Contains("none") && Endpoint is not null));
        }
    }

    private IEnumerable<string> Ignored => Exporters.Where(exporter => exporter is not ("otlp" or "none"))
        .Select(exporter => $"OTEL_{name}_EXPORTER: {exporter} is ignored (allowed: otlp, none)")
        .Concat(Protocol is { } protocol && Parse(protocol.Value) is null
            ? [$"{protocol.Name}: {protocol.Value} is ignored (allowed: grpc, http/protobuf)"]
            : []);

    private string[] Exporters => (Read($"OTEL_{name}_EXPORTER") ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private (string Name, string Value)? Endpoint => Setting("ENDPOINT");

    private (string Name, string Value)? Protocol => Setting("PROTOCOL");

    /// <summary>Looks at what the variables of both signals say.</summary>
    /// <returns>A line for each whose value is not known here: the specification has such a variable ignored, with a warning.</returns>
    /// <exception cref="UsageException">An endpoint is no URL.</exception>
    public static IReadOnlyList<string> CheckAll()
    {
        Traces.Check();
        Metrics.Check();
        return [.. Traces.Ignored.Concat(Metrics.Ignored).Distinct()];
    }

    /// <summary>Takes over what the variables of this signal say; those of all signals the SDK has read.</summary>
    internal void Configure(OtlpExporterOptions options)
    {
        if (Protocol is { } protocol && Parse(protocol.Value) is { } known)
        {
            options.Protocol = known;
        }

        if (Own("ENDPOINT") is { } endpoint)
        {
            // As it is, by the specification: no path is added to a signal's own endpoint.
            options.Endpoint = new Uri(endpoint);
        }

        options.Headers = Own("HEADERS") ?? options.Headers;
        options.TimeoutMilliseconds = int.TryParse(Own("TIMEOUT"), out int milliseconds) ? milliseconds : options.TimeoutMilliseconds;
        options.Compression = Own("COMPRESSION") switch
        {
            "gzip" => OtlpExportCompression.GZip,
            "none" => OtlpExportCompression.None,
            _ => options.Compression,
        };
    }

    private void Check()
    {
        if (Endpoint is { } endpoint && !(Uri.TryCreate(endpoint.Value, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)))
        {
            throw new UsageException($"{endpoint.Name}: {endpoint.Value} (allowed: an http:// or https:// URL, such as http://localhost:4317)");
        }
    }

    private static OtlpExportProtocol? Parse(string protocol) => protocol switch
    {
        "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => null,
    };

    /// <summary>A signal's own setting wins over that of all.</summary>
    private (string Name, string Value)? Setting(string setting) => Own(setting) is { } own
        ? ($"{General}{name}_{setting}", own)
        : Read(General + setting) is { } all ? (General + setting, all) : null;

    private string? Own(string setting) => Read($"{General}{name}_{setting}");

    /// <summary>An empty variable is one that is not set.</summary>
    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
