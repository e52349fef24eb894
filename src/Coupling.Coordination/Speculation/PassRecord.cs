using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>One party's report of a pass, checked.</summary>
/// <param name="First">Tokens of the text before it.</param>
/// <param name="Tokens">What it added.</param>
/// <param name="Drafted">Tokens that were drafted.</param>
/// <param name="Accepted">How many of them became text.</param>
/// <param name="SentBits">Payload bits.</param>
/// <param name="ReceivedBits">Likewise.</param>
/// <param name="TurnsSpoken">Turns in which the party spoke.</param>
/// <param name="Text">The tokens as text; empty of the drafter.</param>
internal sealed record PassRecord(
    long First, int[] Tokens, int Drafted, int Accepted, long SentBits, long ReceivedBits, int TurnsSpoken, ReadOnlyMemory<byte> Text) : IReported
{
    /// <exception cref="LeaseFaultException">The report contradicts itself, the vocabulary or γ.</exception>
    public static PassRecord Of(PassReport report, int alphabetSize, int gamma, string party)
    {
        var pass = new PassRecord(
            (long)report.Position,
            LittleEndian.Integers(report.Tokens.Span),
            (int)report.Drafted,
            (int)report.Accepted,
            (long)report.SentBits,
            (long)report.ReceivedBits,
            (int)report.TurnsSpoken,
            report.Text.Memory);
        int outside = Array.FindIndex(pass.Tokens, token => token < 0 || token >= alphabetSize);
        if (outside >= 0)
        {
            throw new LeaseFaultException(
                $"{party}: token {pass.First + outside} is {pass.Tokens[outside]} (allowed: 0 to {alphabetSize - 1})");
        }

        return pass.Accepted <= pass.Drafted && pass.Drafted <= gamma && pass.Tokens.Length == pass.Accepted + 1
            ? pass
            : throw new LeaseFaultException(
                $"{party}: the pass at token {pass.First} drafted {pass.Drafted}, accepted {pass.Accepted} and gave {pass.Tokens.Length} tokens (allowed: up to {gamma} drafts, and one token more than were accepted)");
    }

    /// <summary>Whether the other party saw the same pass.</summary>
    public bool SeesAs(PassRecord other) =>
        Drafted == other.Drafted && Accepted == other.Accepted && Tokens.AsSpan().SequenceEqual(other.Tokens);
}
