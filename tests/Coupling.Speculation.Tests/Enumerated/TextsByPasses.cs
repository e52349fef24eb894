using Coupling.Distributions;

namespace Coupling.Speculation.Tests;

/// <summary>
/// The law of a text that is grown pass by pass with the ratio test, added up over all drafts and decisions. It shares the rounding of rows
/// with the schemes, and nothing else.
/// </summary>
/// <param name="Duo">Whose rows.</param>
/// <param name="Rounds">What P′ is, of P.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Length">Tokens of the text.</param>
public sealed record TextsByPasses(Duo Duo, Func<Row, double[]> Rounds, int Gamma, int Length)
{
    /// <summary>Pr[a draft is accepted], of p′ and q of the draft.</summary>
    public Func<double, double, double> Accepts { get; init; } = (p, q) => Math.Min(1, q / p);

    /// <summary>A weight of what is drawn in place of a rejected draft, up to a factor, of p′ and q.</summary>
    public Func<double, double, double> Residual { get; init; } = (p, q) => Math.Max(0, q - p);

    /// <summary>Of every text its probability, numbered with the first token most significant.</summary>
    public double[] Law()
    {
        double[] law = new double[(int)Math.Round(Math.Pow(Duo.Target.AlphabetSize, Length))];
        Begin([], 1, law);
        return law;
    }

    private void Begin(int[] text, double probability, double[] law)
    {
        if (text.Length == Length)
        {
            law[text.Aggregate(0, (number, token) => (number * Duo.Target.AlphabetSize) + token)] += probability;
            return;
        }

        Draft(text, [], PassPlan.DraftsAt(Length - text.Length, Gamma), probability, law);
    }

    // All drafts are drawn before the first is judged: those after a rejection are drawn for nothing.
    private void Draft(int[] text, int[] drafts, int left, double probability, double[] law)
    {
        if (probability == 0)
        {
            return;
        }

        if (left == 0)
        {
            Judge(text, drafts, probability, law);
            return;
        }

        double[] drafted = Rounds(Duo.Drafter.RowAfter([.. text, .. drafts]));
        for (int token = 0; token < drafted.Length; token++)
        {
            Draft(text, [.. drafts, token], left - 1, probability * drafted[token], law);
        }
    }

    private void Judge(int[] text, int[] drafts, double probability, double[] law)
    {
        Row own = Duo.Target.RowAfter(text);
        if (drafts.Length == 0)
        {
            for (int token = 0; token < own.Length; token++)
            {
                Begin([.. text, token], probability * own[token], law);
            }

            return;
        }

        double[] drafted = Rounds(Duo.Drafter.RowAfter(text));
        double accepted = Accepts(drafted[drafts[0]], own[drafts[0]]);
        Judge([.. text, drafts[0]], drafts[1..], probability * accepted, law);
        double[] residual = [.. drafted.Select((p, token) => Residual(p, own[token]))];
        double mass = residual.Sum();
        if (mass > 0)
        {
            for (int token = 0; token < residual.Length; token++)
            {
                Begin([.. text, token], probability * (1 - accepted) * residual[token] / mass, law);
            }
        }
    }
}
