using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Cli.Topology;
using Coupling.Coordination.Links;
using Coupling.Speculation;
using Coupling.Wire.V1;

namespace Coupling.Cli.Speculation;

/// <summary>What a `coupling speculate` works with.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Id">The run's name.</param>
/// <param name="Folder">Where its results go.</param>
/// <param name="Topology">The services.</param>
/// <param name="Interrupted">The user wants it to end.</param>
internal sealed record SpeculateWork(SpeculateSettings Settings, string Id, RunFolder Folder, ITopology Topology, CancellationToken Interrupted)
{
    /// <summary>Follows one run to its end.</summary>
    public Task<RunOutcome> FollowAsync(SubmitRequest request, IRunView view) =>
        new RunFollower(Topology, goesOn: false, Interrupted).FollowAsync(request, view);

    /// <summary>A run of some texts over one link.</summary>
    /// <param name="name">Told apart by it from others of this work.</param>
    /// <param name="link">The link.</param>
    /// <param name="texts">Each a scheme and γ.</param>
    public SubmitRequest Request(string name, SpeculateLink link, IEnumerable<(SpeculativeScheme Scheme, int Gamma)> texts)
    {
        var request = new SubmitRequest
        {
            RunId = name.Length == 0 ? Id : $"{Id}-{name}",
            Rounds = (ulong)Settings.Tokens,
            Seed = Settings.Seed,
            MaxPayloadBytes = Settings.MaxPayloadBytes,
            ReturnSeconds = Topology.ReturnSeconds,
            Link = LinkShapes.ToMessage(link.Shape),
            Speculation = new SpeculationRequest { Prompt = Settings.Prompt },
        };
        foreach ((SpeculativeScheme scheme, int gamma) in texts)
        {
            request.Modes.Add(scheme.Name);
            request.Speculation.Gammas.Add((uint)gamma);
        }

        return request;
    }
}
