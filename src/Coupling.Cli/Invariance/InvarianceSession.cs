using System.Globalization;
using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Speculation;
using Coupling.Cli.Topology;
using Coupling.Link.Shapes;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;

namespace Coupling.Cli.Invariance;

/// <summary>
/// `--verify-invariance`: one text by every drafter, γ and link, and with a drafter that dies half-way, once to be started again and once for
/// good. The services stay; only drafters are exchanged.
/// </summary>
internal sealed class InvarianceSession
{
    /// <summary>A drafter that is killed half-way needs a half to be killed in.</summary>
    private static readonly SpeculateLink SlowLink = new("delay=20ms", LinkShapeText.Parse("delay=20ms"));
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>A machine that is busy may be too late with a kill.</summary>
    private const int MostAttempts = 3;

    private readonly SpeculateWork work;
    private readonly ProcessTopology topology;
    private readonly List<InvarianceCase> cases = [];
    private int runs;

    private InvarianceSession(SpeculateWork work, ProcessTopology topology)
    {
        this.work = work;
        this.topology = topology;
    }

    private SpeculateSettings Settings => work.Settings;

    /// <returns>The exit code.</returns>
    public static async Task<int> ConductAsync(SpeculateWork work)
    {
        var topology = work.Topology as ProcessTopology
            ?? throw new UsageException("--verify-invariance: it kills a process (allowed: with --topology processes)");
        var session = new InvarianceSession(work, topology);
        int early = await session.WriteAllAsync().ConfigureAwait(false);
        var report = new InvarianceReport(work.Settings.Schemes, session.cases, early == 0);
        InvarianceOutput.Write(work, report);
        return early != 0 ? early : report.ExitCode;
    }

    /// <summary>An exit code if a run ended early.</summary>
    private async Task<int> WriteAllAsync()
    {
        for (int drafter = 0; drafter < Settings.Drafters.Count; drafter++)
        {
            if (drafter > 0)
            {
                await topology.ReplaceAliceAsync(Settings.OptionsOf(Role.Alice, drafter), work.Interrupted).ConfigureAwait(false);
            }

            foreach ((int index, SpeculateLink link) in Settings.Links.Index())
            {
                // The target alone is written once: nothing of what changes is in its hands.
                IEnumerable<(SpeculativeScheme, int)> texts = drafter == 0 && index == 0 ? [.. Settings.Texts, .. Alone()] : Settings.Texts.Where(text => text.Scheme.HasDrafter);
                if (await WriteAsync(work.Request(NextName(), link, texts), drafter, link).ConfigureAwait(false) is var code and not 0)
                {
                    return code;
                }
            }
        }

        return await LoseDraftersAsync().ConfigureAwait(false);
    }

    /// <summary>The target's own text for each promise of it that is not asked for anyway.</summary>
    private IEnumerable<(SpeculativeScheme Scheme, int Gamma)> Alone() => Settings.Schemes
        .Where(scheme => scheme.IsInvariant)
        .Select(scheme => scheme.Alone)
        .DistinctBy(scheme => scheme.Name)
        .Where(scheme => !Settings.Schemes.Any(asked => asked.Name == scheme.Name))
        .Select(scheme => (scheme, 1));

    private async Task<int> LoseDraftersAsync()
    {
        SpeculateLink link = Settings.Links.FirstOrDefault(link => link.Shape?.Up.Delay >= LeastDelay) ?? SlowLink;
        foreach (SpeculativeScheme scheme in Settings.Schemes.Where(scheme => scheme.HasDrafter))
        {
            foreach (string kill in (string[])[InvarianceCase.Restarted, InvarianceCase.Gone])
            {
                if (await LoseAsync(scheme, link, kill).ConfigureAwait(false) is var code and not 0)
                {
                    return code;
                }
            }
        }

        return 0;
    }

    /// <summary>One text whose drafter is killed half-way; again if it was whole before she was gone.</summary>
    private async Task<int> LoseAsync(SpeculativeScheme scheme, SpeculateLink link, string kill)
    {
        int last = Settings.Drafters.Count - 1;
        bool forGood = kill == InvarianceCase.Gone;
        for (int attempt = 1; ; attempt++)
        {
            SubmitRequest request = work.Request(NextName(), link, [(scheme, Settings.Gammas[0])]);
            request.ReturnSeconds = forGood ? 0 : request.ReturnSeconds;
            int code = await WriteAsync(request, last, link, kill, () => topology.KillAliceAsync(forGood)).ConfigureAwait(false);
            if (forGood)
            {
                await topology.ReplaceAliceAsync(Settings.OptionsOf(Role.Alice, last), work.Interrupted).ConfigureAwait(false);
            }

            if (code != 0 || cases[^1].IsKillSeen || attempt == MostAttempts)
            {
                return code;
            }

            cases.RemoveAt(cases.Count - 1);
        }
    }

    private async Task<int> WriteAsync(SubmitRequest request, int drafter, SpeculateLink link, string? kill = null, Func<Task>? act = null)
    {
        // What the link does is measured by `coupling speculate` itself; here it would take more time than the texts.
        request.Speculation.WithoutProbe = true;
        RunOutcome outcome = await work.FollowAsync(request, new LosingView(Console.Error, (Settings.Tokens + 1) / 2, act)).ConfigureAwait(false);
        int before = cases.Count;
        if (outcome.Json is { } json)
        {
            cases.AddRange(JsonElement.Parse(json).GetProperty("texts").EnumerateArray().Select(text => InvarianceCase.Of(text, Settings.Drafters[drafter], link.Text, kill)));
        }

        InvarianceCase[] written = [.. cases.Skip(before)];
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"drafter {drafter + 1} of {Settings.Drafters.Count}, link {link.Text}{(kill is null ? "" : $", killed half-way, {kill}")}: {written.Length} texts, {string.Join(", ", written.GroupBy(one => one.Scheme).Select(scheme => $"{scheme.Key} {scheme.Select(one => one.TextHash).Distinct().Count()} different"))}")).ConfigureAwait(false);
        return outcome.Ended.ExitCode >= ExitCode.Usage ? outcome.Ended.ExitCode : 0;
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"{++runs}");
}
