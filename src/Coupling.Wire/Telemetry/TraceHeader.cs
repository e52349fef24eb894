using System.Diagnostics;
using Grpc.Core;

namespace Coupling.Wire.Telemetry;

/// <summary>Hands a trace on from service to service, over control calls: W3C `traceparent`, on the calls that begin something.</summary>
/// <remarks>
/// It is there only where the caller exports traces: its ids are random numbers in what a party sees. Nothing else is handed on: with
/// tracestate or baggage, whoever submits a run could say something to a party. The HTTP clients add no such header of their own, and
/// none is ever on the wire between Alice and Bob, whose bytes are metered.
/// </remarks>
public static class TraceHeader
{
    public const string Name = "traceparent";

    /// <summary>The header of a call that is made within a span of this source; null where there is no such span.</summary>
    public static Metadata? Of(ActivitySource source) =>
        Activity.Current is { Id: { } id, IdFormat: ActivityIdFormat.W3C } span && span.Source == source ? new Metadata { { Name, id } } : null;

    /// <summary>The span within which a call was made; default if it does not say, or says nothing that can be read.</summary>
    public static ActivityContext Read(ServerCallContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ActivityContext.TryParse(call.RequestHeaders.GetValue(Name), traceState: null, isRemote: true, out ActivityContext parent) ? parent : default;
    }

    /// <summary>Begins the span of what a call has begun.</summary>
    /// <param name="source">Of this service.</param>
    /// <param name="name">Of the span.</param>
    /// <param name="parent">What <see cref="Read"/> has found; with the default, a trace begins here.</param>
    /// <returns>Null where nobody exports it.</returns>
    public static Activity? Begin(ActivitySource source, string name, ActivityContext parent)
    {
        ArgumentNullException.ThrowIfNull(source);

        // The framework has a span for each HTTP request, which nobody exports: it would be a parent that is never seen.
        Activity.Current = null;
        return source.StartActivity(name, ActivityKind.Server, parent);
    }
}
