using Coupling.Coordination.Store;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Coordination.Replays;

/// <summary>Computes a run again from its plan, and compares it with what was recorded.</summary>
/// <remarks>The samples of a run are a function of plan and inputs alone: a difference means a changed input, a changed record, or a defect.</remarks>
public static class RunReplay
{
    /// <summary>Replays mode after mode; those that the run did not begin are left out.</summary>
    /// <param name="request">The run.</param>
    /// <param name="cancellationToken">Ends the replay between two stretches of rounds.</param>
    /// <exception cref="ReplayException">The run is not there, cannot be read, or has other inputs now.</exception>
    /// <exception cref="BadDataException">An input cannot be read.</exception>
    /// <exception cref="UnknownModeException">The plan has a mode that is not known here.</exception>
    public static IEnumerable<ReplayedMode> Replay(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using RunRecords records = Open(request.Folder);
        using ReplayInputs inputs = ReplayInputs.Load(request);
        RequireSame(records, Role.Alice, request.Alice, inputs.AliceDigest);
        RequireSame(records, Role.Bob, request.Bob, inputs.BobDigest);
        var replay = new ModeReplay(inputs, request.Seed);
        for (int number = 0; number < request.Modes.Count; number++)
        {
            Protocol protocol = ProtocolCatalog.Parse(request.Modes[number]);
            if (Recorded(records, number, inputs, protocol) is { } recorded)
            {
                yield return new ReplayedMode(
                    protocol.Name, recorded.Rounds, replay.Compare(protocol, recorded, records.Blocks(number), cancellationToken));
            }
        }
    }

    private static RunRecords Open(string folder)
    {
        try
        {
            return RunRecords.Open(folder);
        }
        catch (Exception fault) when (fault is StoreDamagedException or StoreFaultException)
        {
            throw new ReplayException(fault.Message, fault);
        }
    }

    private static RecordedMode? Recorded(RunRecords records, int number, ReplayInputs inputs, Protocol protocol)
    {
        try
        {
            return records.Mode(number, inputs.AlphabetSize, ModeReplay.UnitRounds(protocol));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or StoreDamagedException)
        {
            throw new ReplayException($"{protocol.Name}: what is on record cannot be read: {fault.Message}", fault);
        }
    }

    private static void RequireSame(RunRecords records, Role role, string spec, string now)
    {
        if (records.InputDigest(role) is { } then && then != now)
        {
            throw new ReplayException($"{role.ToString().ToLowerInvariant()}'s input has changed since the run: {spec} had the digest {then}, now it is {now}");
        }
    }
}
