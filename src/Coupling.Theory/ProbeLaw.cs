using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>What a probing round of detect and repair takes on average: docs/theory.md, section 8.3.</summary>
/// <param name="Needed">Probes up to the first that is answered "no". Exact.</param>
/// <param name="Sent">Probes up to the end of that probe's group; within 0.2 % of simulation.</param>
/// <param name="LastCell">The cell of the last probe sent, in whole units of time after Alice's dart; within 1 %.</param>
public readonly record struct ProbeLaw(double Needed, double Sent, double LastCell)
{
    /// <summary>A probe carries two hash bits.</summary>
    private const int HashValues = 4;

    private const double NegligibleSurvival = 1e-18;

    // A cell holds Poisson(1/4) of Alice's darts for each hash value; without one, the value is open: a probe that
    // carries it is answered "no" unless it is a p-dart itself.
    private static readonly double Open = Math.Exp(-1.0 / HashValues);

    /// <summary>γ, probes sent per probe needed.</summary>
    public double Overhead => Sent / Needed;

    /// <summary>The law at total variation D, in 1e-290..1: it depends on nothing else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">D is out of range.</exception>
    public static ProbeLaw Of(double totalVariation)
    {
        if (!(totalVariation >= 1e-290 && totalVariation <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(totalVariation), totalVariation, "allowed: 1e-290 to 1");
        }

        (double time, double needed) = FirstNo(totalVariation);
        double first = totalVariation * Open;
        (double sent, double endsGroup) = Groups(first, needed);

        // Probes have rate 1, so the last one sent comes at time `sent`, less what the found dart's cell lacks in
        // shared darts (an open cell has few) where no later probe of the group makes up for it. Its place in the cell
        // is uniform but for the very first dart, whose mean is 1 − 1/(e−1).
        double placeInCell = .5 - (first * (.5 - (1 - (1 / (Math.E - 1)))));
        return new ProbeLaw(needed, sent, sent - placeInCell - ((needed - time) * endsGroup));
    }

    // The time T of the first q-only dart whose hash value is open in its cell, and the q-darts up to then.
    private static (double Time, double Needed) FirstNo(double d)
    {
        double found = 0;
        double timeInCell = 0;
        double sharedAfter = 0;
        for (int open = 0; open <= HashValues; open++)
        {
            double weight = Binomial(open) * Math.Pow(Open, open) * Math.Pow(1 - Open, HashValues - open);
            double rate = open * d / HashValues;
            double hit = 2 * Math.Exp(-rate / 2) * Math.Sinh(rate / 2);
            double spent = open == 0 ? 1 : hit / rate;
            double pDarts = (HashValues - open) / (HashValues * (1 - Open));
            found += weight * hit;
            timeInCell += weight * spent;
            sharedAfter += weight * pDarts * (1 - spent);
        }

        // 1/found cells are visited. q-only darts come at rate D, shared ones at rate 1 − D, less those after T.
        double time = timeInCell / found;
        return (time, (d * time) + ((1 - d) * (1 - sharedAfter) / found));
    }

    // Pr[N > 0] = 1, Pr[N > k] = (1 − first)(1 − later)^(k−1), `later` such that the mean is right.
    private static (double Sent, double EndsGroup) Groups(double first, double needed)
    {
        double later = (1 - first) / (needed - 1);
        double logStay = -2 * Math.Atanh(later / (2 - later));
        double sent = 0;
        double endsGroup = 0;
        double total = 0;
        for (int group = 0; group < ProbeSchedule.MostGroups && Survival(total) > NegligibleSurvival; group++)
        {
            double size = ProbeSchedule.Size(group);
            sent += size * Survival(total);
            total += size;
            endsGroup += Survival(total - 1) - Survival(total);
        }

        return (sent, endsGroup);

        double Survival(double probes) => probes == 0 ? 1 : (1 - first) * Math.Exp((probes - 1) * logStay);
    }

    private static int Binomial(int open) => open switch { 0 or 4 => 1, 1 or 3 => 4, _ => 6 };
}
