using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Processes.Tests.ControlEdge;

/// <summary>Stands before a party's control service: passes every call on and keeps all that the party gets to see, and its answers.</summary>
internal sealed class ControlTap : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly WebApplication application;
    private readonly HttpClient client;
    private List<RecordedCall> calls = [];

    private ControlTap(Uri party)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan, ActivityHeadersPropagator = null };
        client = new HttpClient(handler) { BaseAddress = party, Timeout = Timeout.InfiniteTimeSpan };
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        application = builder.Build();
        application.Run(PassAsync);
    }

    /// <summary>Where it listens: the address to register in place of the party's.</summary>
    public string Address => application.Urls.Single();

    /// <summary>What the coordinator is made to send.</summary>
    public Leak Leak { get; set; } = new();

    public static async Task<ControlTap> StartAsync(Uri party)
    {
        var tap = new ControlTap(party);
        await tap.application.StartAsync();
        return tap;
    }

    /// <summary>All calls since the last time, in the order in which they began.</summary>
    public IReadOnlyList<RecordedCall> Take()
    {
        lock (gate)
        {
            List<RecordedCall> taken = calls;
            calls = [];
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        if (Leak.Header is { } header)
        {
            context.Request.Headers.Append(header.Name, header.Value);
        }

        var call = new RecordedCall($"{context.Request.Path}{context.Request.QueryString}", Headers(context.Request));
        lock (gate)
        {
            calls.Add(call);
        }

        using HttpRequestMessage request = RequestOf(context, call, await BodyAsync());
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.StartAsync(context.RequestAborted);
        await using Stream body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await GrpcMessages.CopyAsync(body, context.Response.Body, Answered, context.RequestAborted);
        foreach ((string name, IEnumerable<string> values) in response.TrailingHeaders)
        {
            context.Response.AppendTrailer(name, values.ToArray());
        }

        // The server takes the body of a call that is over for another one.
        await ((request.Content as RequestBody)?.StopAsync() ?? Task.CompletedTask);

        // Only one method answers before it has heard all; the others get their request whole.
        async Task<HttpContent> BodyAsync()
        {
            if (call.Path.EndsWith("/Work", StringComparison.Ordinal))
            {
                return new RequestBody((stream, token) => GrpcMessages.CopyAsync(context.Request.Body, stream, Asked, token));
            }

            using var whole = new MemoryStream();
            await GrpcMessages.CopyAsync(context.Request.Body, whole, Asked, context.RequestAborted);
            return new ByteArrayContent(whole.ToArray());
        }

        byte[] Asked(byte[] message)
        {
            byte[] sent = Leak.Message(call.Path, message);
            call.Requests.Enqueue(sent);
            return sent;
        }

        byte[] Answered(byte[] message)
        {
            call.Responses.Enqueue(message);
            return Leak.Answer(call.Path, message);
        }
    }

    private static HttpRequestMessage RequestOf(HttpContext context, RecordedCall call, HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, call.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return request;
    }

    private static string[] Headers(HttpRequest request) =>
    [
        $":method: {request.Method}", $":scheme: {request.Scheme}",
        .. request.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key.ToLowerInvariant()}: {value}")).Order(StringComparer.Ordinal),
    ];
}
