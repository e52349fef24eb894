using System.Diagnostics;
using Coupling.Coordination.Runs;
using Coupling.Protocols;
using Coupling.Wire.Meters;
using Coupling.Wire.Security;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Parties;

/// <summary>The two parties of a run, each at its current address.</summary>
/// <param name="roster">Where they register, again after a restart.</param>
/// <param name="returnTime">How long a party that is gone may take to register again; zero if nobody restarts it.</param>
/// <param name="kind">What their inputs are asked for as.</param>
/// <param name="identity">Who the coordinator is to parties that speak TLS; null for plain text.</param>
internal sealed class Participants(PartyRoster roster, TimeSpan returnTime, InputKind kind = InputKind.Distribution, TlsIdentity? identity = null) : IDisposable
{
    private static readonly TimeSpan RegistrationTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskPeriod = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<Role, PartyClient> clients = [];
    private readonly Dictionary<Role, MeterSnapshot> earlierBytes = [];

    public PartyClient Alice => clients[Role.Alice];

    public PartyClient Bob => clients[Role.Bob];

    /// <summary>Whether it is worth waiting for a party that is gone.</summary>
    public bool Supervised => returnTime > TimeSpan.Zero;

    /// <summary>Whether one of them speaks plain text off loopback.</summary>
    public bool AreInsecureLab => clients.Values.Any(client => client.Card.InsecureLab);

    /// <summary>Waits until both have registered.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        foreach (Role role in new[] { Role.Alice, Role.Bob })
        {
            Adopt(role, await roster.WaitForAsync(role, RegistrationTime, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>
    /// After a fault: finds both parties where they are now, waits for one that is gone, and prepares those that may have
    /// forgotten the run.
    /// </summary>
    /// <exception cref="LeaseFaultException">One of them does not answer.</exception>
    /// <exception cref="RunFaultException">One of them is not the party that it was.</exception>
    public Task RejoinAsync(RunPlan plan, AgreedAlphabet alphabet, Pair? pair, CancellationToken cancellationToken) => RejoinAsync(
        [Role.Alice, Role.Bob],
        party => RemindAsync(party, plan, alphabet, party.Role == Role.Alice ? pair?.Alice : pair?.Bob, cancellationToken),
        cancellationToken);

    /// <summary>The same for some parties, with what has to be told to those that may have forgotten.</summary>
    /// <exception cref="LeaseFaultException">One of them does not answer.</exception>
    /// <exception cref="RunFaultException">One of them is not the party that it was.</exception>
    public async Task RejoinAsync(IReadOnlyList<Role> roles, Func<PartyClient, Task> remind, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(roles.Select(role => FindAsync(role, cancellationToken))).ConfigureAwait(false);
            await Task.WhenAll(roles.Select(role => remind(Client(role)))).ConfigureAwait(false);
        }
        catch (RunFaultException fault) when (fault.Fault == RunFault.Unavailable)
        {
            throw new LeaseFaultException(fault.Message, fault);
        }
    }

    /// <summary>Finds both parties where they are now; waits for one that is gone if somebody restarts it.</summary>
    /// <exception cref="RunFaultException">One of them does not answer.</exception>
    public Task FindAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(FindAsync(Role.Alice, cancellationToken), FindAsync(Role.Bob, cancellationToken));

    /// <summary>Control bytes to and from a party, all its incarnations together.</summary>
    public MeterSnapshot ControlBytes(Role role)
    {
        MeterSnapshot earlier = earlierBytes.GetValueOrDefault(role);
        MeterSnapshot now = clients[role].ControlBytes;
        return new MeterSnapshot(earlier.Sent + now.Sent, earlier.Received + now.Received);
    }

    public Task ReleaseAsync(ByteString planHash) => Task.WhenAll(clients.Values.Select(client => client.ReleaseAsync(planHash)));

    public void Dispose()
    {
        foreach (PartyClient client in clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>Finds one of them.</summary>
    /// <exception cref="RunFaultException">It does not answer, nor comes back in time.</exception>
    public async Task FindAsync(Role role, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            (PartyCard? card, Task changed) = roster.Look(role);
            Adopt(role, card!);
            try
            {
                await Client(role).GreetAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RunFaultException fault) when (fault.Fault == RunFault.Unavailable && clock.Elapsed < returnTime)
            {
                await Task.WhenAny(changed, Task.Delay(AskPeriod, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task RemindAsync(
        PartyClient party, RunPlan plan, AgreedAlphabet alphabet, Disclosure? disclosed, CancellationToken cancellationToken)
    {
        PartyDescription description = await party.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (description.AlphabetKind != alphabet.Kind)
        {
            throw Changed($"its alphabet is {description.AlphabetKind} now, it was {alphabet.Kind}");
        }

        ByteString hash;
        try
        {
            hash = await party.PrepareAsync(plan.Public, cancellationToken).ConfigureAwait(false);
        }
        catch (RunFaultException fault) when (fault.Fault == RunFault.BadData && alphabet.Union is not null)
        {
            // A text without its alphabet: this is a new process.
            await party.AdoptAlphabetAsync(alphabet.Union, cancellationToken).ConfigureAwait(false);
            hash = await party.PrepareAsync(plan.Public, cancellationToken).ConfigureAwait(false);
        }

        if (hash != plan.Hash)
        {
            throw new RunFaultException(RunFault.Unavailable, $"plan: {party.Name} hashes it differently now");
        }

        if (disclosed is not null)
        {
            Disclosure now = kind == InputKind.Workload
                ? await party.DiscloseShapeAsync(plan.Hash, cancellationToken).ConfigureAwait(false)
                : await party.DiscloseAsync(plan.Hash, alphabet.Size, cancellationToken).ConfigureAwait(false);
            if (now.Digest != disclosed.Digest)
            {
                throw Changed($"its digest is {now.Digest} now, it was {disclosed.Digest}");
            }
        }

        RunFaultException Changed(string how) => new(RunFault.BadData, $"{party.Name}'s input has changed during the run: {how}");
    }

    private PartyClient Client(Role role)
    {
        lock (clients)
        {
            return clients[role];
        }
    }

    private void Adopt(Role role, PartyCard card)
    {
        lock (clients)
        {
            if (clients.TryGetValue(role, out PartyClient? client))
            {
                if (client.Card.Equals(card))
                {
                    return;
                }

                earlierBytes[role] = ControlBytes(role);
                client.Dispose();
            }

            clients[role] = new PartyClient(role, card, kind, identity);
        }
    }
}
