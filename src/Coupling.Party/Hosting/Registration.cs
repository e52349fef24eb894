using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Coupling.Party.Hosting;

/// <summary>Tells the coordinator where this party is, again and again: a coordinator that was restarted has forgotten it.</summary>
internal sealed partial class Registration : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri coordinator;
    private readonly GrpcChannel channel;
    private readonly PartyCard card;
    private readonly ILogger log;
    private readonly Task running;

    private Registration(PartyOptions options, PartyCard card, ILogger log)
    {
        coordinator = options.Coordinator!;
        channel = ServiceChannel.Create(coordinator, PeerRole.Coordinator, options.Identity);
        this.card = card;
        this.log = log;
        running = RunAsync();
    }

    /// <summary>Completes if registering again is of no use: another process has this role now, or a certificate was refused.</summary>
    public Task Refused => refused.Task;

    public static Registration Start(PartyOptions options, PartyCard card, ILogger log) => new(options, card, log);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        channel.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        string? last = null;
        try
        {
            while (true)
            {
                string now = await TryAsync().ConfigureAwait(false);
                if (now != last)
                {
                    LogRegistration(log, now, coordinator);
                    last = now;
                }

                if (refused.Task.IsCompleted)
                {
                    return;
                }

                await Task.Delay(Period, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The party ends.
        }
    }

    /// <summary>How it went, for the log.</summary>
    private async Task<string> TryAsync()
    {
        try
        {
            await new Roster.RosterClient(channel).RegisterAsync(card, deadline: DateTime.UtcNow + CallTime, cancellationToken: stop.Token);
            return "registered";
        }
        catch (RpcException fault) when (!stop.IsCancellationRequested)
        {
            string? certificate = TlsFault.Of(fault);
            if (certificate is not null || fault.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.PermissionDenied)
            {
                refused.TrySetResult();
                return $"refused: {certificate ?? fault.Status.Detail}";
            }

            return $"not registered: {fault.StatusCode}";
        }
        catch (RpcException)
        {
            stop.Token.ThrowIfCancellationRequested();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{State} at {Coordinator}")]
    private static partial void LogRegistration(ILogger log, string state, Uri coordinator);
}
