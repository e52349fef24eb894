using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Coupling.Wire.Hosting;

/// <summary>What all three services have in common: gRPC over HTTP/2, its health service, explicit limits, logs on standard error.</summary>
public static class ServiceBuilder
{
    /// <summary>Control messages are larger than those on the wire: they carry samples and weights in chunks.</summary>
    public const int MaximumControlMessageBytes = 4 << 20;

    /// <param name="options">Null for those of a service in a test: loopback, plain text.</param>
    public static WebApplicationBuilder Create(ServiceOptions? options = null)
    {
        options ??= new ServiceOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddLogging(builder, options);
        builder.AddTelemetry(options);
        builder.Services.AddSingleton(options);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaximumControlMessageBytes;
            grpc.MaxSendMessageSize = MaximumControlMessageBytes;
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<RoleInterceptor>();
        });
        builder.Services.AddGrpcHealthChecks().AddCheck("serving", () => HealthCheckResult.Healthy());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 2 << 20;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8192;

            // A lease's streams live as long as the lease; deadlines are the callers' and the sessions'.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        return builder;
    }

    private static void AddLogging(WebApplicationBuilder builder, ServiceOptions options)
    {
        if (options.ConfigurationFile is { } file)
        {
            // Below the environment, as everywhere in .NET.
            builder.Configuration.Sources.Insert(0, new JsonConfigurationSource { Path = Path.GetFileName(file), FileProvider = new PhysicalFileProvider(Path.GetDirectoryName(Path.GetFullPath(file))!) });
        }

        builder.Logging.ClearProviders();
        if (options.JsonLogs)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }

        // Of the framework's own only what needs somebody's attention; a call that fails is logged, if at all, by who made it.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Coupling", options.LeastLogged);
        builder.Logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None);

        // A start that fails is told by the command, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // Standard output belongs to the announcement and to results.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
