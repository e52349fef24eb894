using System.Buffers;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>What has been committed of one text: whole passes, in their order. The text is the target's; the drafter's view of it is a witness.</summary>
/// <param name="alphabetSize">n.</param>
/// <param name="gamma">The most drafts of a pass.</param>
/// <param name="tell">Told every pass that is committed.</param>
internal sealed class TextTally(int alphabetSize, int gamma, Action<PassRecord>? tell = null) : ILeaseTally, ICommits<PassRecord>, IDisposable
{
    /// <summary>What stands for the drafter's view of a token of which she has none.</summary>
    private const int NotSeen = -1;

    private readonly List<int> tokens = [];
    private readonly List<int> drafted = [];
    private readonly List<int> accepted = [];
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly BlockDigest digest = new();
    private long passesCountedDifferently;
    private long passesSeenDifferently;

    /// <summary>Tokens of the text.</summary>
    public long Rounds => tokens.Count;

    public IReadOnlyList<int> Tokens => tokens;

    /// <summary>Drafts of each pass.</summary>
    public IReadOnlyList<int> Drafted => drafted;

    /// <summary>Drafts of each pass that became text.</summary>
    public IReadOnlyList<int> Accepted => accepted;

    /// <summary>The tokens as text, UTF-8; a letter may be cut at its end.</summary>
    public ReadOnlySpan<byte> Text => text.WrittenSpan;

    /// <summary>Drafts that were judged: of each pass those accepted, and the one after them that was not, if there was one.</summary>
    public long Judged => drafted.Zip(accepted, (all, kept) => (long)Math.Min(all, kept + 1)).Sum();

    /// <summary>Tokens that drafter and target wrote together.</summary>
    public long SpokenTokens { get; private set; }

    public Directions PayloadBits { get; private set; }

    public long Turns { get; private set; }

    /// <summary>Passes.</summary>
    public long Batches => drafted.Count;

    public IEnumerable<(string What, string Unit, long Count)> Contradictions =>
    [
        ("passes whose bits the parties count differently", "passes", passesCountedDifferently),
        ("passes that the drafter sees differently", "passes", passesSeenDifferently),
    ];

    public Func<Role, WorkReport, CancellationToken, Task> TakeReports(Action committed)
    {
        var matcher = new BatchMatcher<PassRecord>(this, committed);
        return async (role, report, cancellationToken) =>
        {
            foreach (PassRecord pass in Passes(role, report))
            {
                await matcher.AddAsync(role, pass, cancellationToken).ConfigureAwait(false);
            }
        };
    }

    /// <summary>How the reports of a target are taken that decodes alone.</summary>
    /// <param name="committed">Called after every commit.</param>
    public Func<WorkReport, Task> TakeAlone(Action committed) => report =>
    {
        foreach (PassRecord pass in Passes(Role.Bob, report))
        {
            CommitAlone(pass);
        }

        committed();
        return Task.CompletedTask;
    };

    /// <summary>Commits the next pass, as both parties report it. Where they see it differently, the target's view is the text, and the verdict says so.</summary>
    /// <exception cref="LeaseFaultException">The reports are not of the next pass.</exception>
    public void Commit(PassRecord alice, PassRecord bob)
    {
        if (alice.First != Rounds || bob.First != Rounds)
        {
            throw new LeaseFaultException($"the parties report different passes: alice at token {alice.First}, bob at {bob.First}, expected {Rounds}");
        }

        passesSeenDifferently += alice.SeesAs(bob) ? 0 : 1;
        passesCountedDifferently += alice.SentBits == bob.ReceivedBits && bob.SentBits == alice.ReceivedBits ? 0 : 1;
        var bits = new Directions(alice.SentBits, bob.SentBits);
        PayloadBits += bits;
        Turns += alice.TurnsSpoken + bob.TurnsSpoken;
        SpokenTokens += bob.Tokens.Length;
        Add(bob, index => index < alice.Tokens.Length ? alice.Tokens[index] : NotSeen, bits);
    }

    /// <summary>Commits the next pass of a target that decodes alone.</summary>
    /// <exception cref="LeaseFaultException">It is not the next one, or something was said in it.</exception>
    public void CommitAlone(PassRecord bob)
    {
        if (bob.First != Rounds || bob.Drafted != 0 || bob.SentBits != 0 || bob.ReceivedBits != 0)
        {
            throw new LeaseFaultException(
                $"bob, alone, reports a pass at token {bob.First} with {bob.Drafted} drafts and {bob.SentBits + bob.ReceivedBits} bits (allowed: at {Rounds}, none)");
        }

        Add(bob, _ => NotSeen, default);
    }

    /// <summary>The digests of what is committed. Nothing can be committed after it.</summary>
    public (string Both, string Alice, string Bob) FinishDigests() => digest.Finish();

    public void Dispose() => digest.Dispose();

    private void Add(PassRecord bob, Func<int, int> seen, Directions bits)
    {
        for (int index = 0; index < bob.Tokens.Length; index++)
        {
            digest.AddRound(seen(index), bob.Tokens[index]);
        }

        digest.AddUnit((ulong)bits.AliceToBob, (ulong)bits.BobToAlice);
        tokens.AddRange(bob.Tokens);
        drafted.Add(bob.Drafted);
        accepted.Add(bob.Accepted);
        text.Write(bob.Text.Span);
        tell?.Invoke(bob);
    }

    private IEnumerable<PassRecord> Passes(Role role, WorkReport report) => report.ReportCase == WorkReport.ReportOneofCase.Passes
        ? report.Passes.Passes.Select(pass => PassRecord.Of(pass, alphabetSize, gamma, role.ToString()))
        : throw new LeaseFaultException($"{role} reported {report.ReportCase} (allowed: Passes)");
}
