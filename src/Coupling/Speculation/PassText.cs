using Coupling.Distributions;

namespace Coupling.Speculation;

/// <summary>One model's text during a pass: it reads the drafts on, and afterwards only what became text.</summary>
internal sealed class PassText(IModelSession session)
{
    private readonly int start = session.Length;
    private readonly List<int> drafts = [];

    /// <summary>The row of the position after the drafts so far.</summary>
    public Row NextRow() => session.NextRow();

    /// <summary>Reads one draft more.</summary>
    public void Append(int draft)
    {
        drafts.Add(draft);
        session.Append([draft]);
    }

    /// <summary>Reads all drafts of the pass at once.</summary>
    /// <returns>The rows of their positions, and of the one after them.</returns>
    public IReadOnlyList<Row> Score(ReadOnlySpan<int> all)
    {
        drafts.AddRange(all);
        return session.Score(all);
    }

    /// <summary>Forgets the drafts that were not accepted, reads the target's token, and says what the pass gave.</summary>
    public Pass Settle(Verdict verdict)
    {
        if (session.Length > start + verdict.Accepted)
        {
            session.Rewind(start + verdict.Accepted);
        }

        session.Append([verdict.Token]);
        return new Pass(drafts.Count, verdict.Accepted, [.. drafts.Take(verdict.Accepted), verdict.Token]);
    }
}
