using System.Globalization;
using System.Text;
using Coupling.Figures.Drawing;

namespace Coupling.Figures.Advising;

/// <summary>advice.json (schema coupling.advice/1) and advice.csv: docs/results.md, "Advice".</summary>
public static class AdviceDocument
{
    private const string Header =
        "mode,rounds,agreed_per_second,predicted_agreed_per_second,rounds_per_second,agreement,low,high,exact,loss,payload_bits_per_round,socket_bits_per_round,"
        + "bits_per_added_sample,seconds_per_round,sustained,predicted_seconds_per_round,alice_waits,bob_waits,turns_per_batch,limited_by,said_once,needs_pair_to_stay";

    public static byte[] Json(Advice advice)
    {
        ArgumentNullException.ThrowIfNull(advice);
        LinkOrder order = advice.Order;
        return FigureJson.Of(
            new
            {
                Schema = "coupling.advice/1",
                advice.RunId,
                advice.P,
                advice.Q,
                advice.AlphabetSize,
                advice.Seed,
                advice.RoundsPerRow,
                advice.Seconds,
                advice.TotalVariation,
                advice.Optimum,
                LossFrom = advice.KnowsOptimum ? "optimum" : "best_measured",
                advice.Link,
                advice.Wish.MaxLoss,
                advice.Wish.PairChanges,
                BestSilent = advice.BestSilent?.Mode,
                Modes = advice.Points.Select(point => new
                {
                    point.Mode,
                    point.Rounds,
                    point.AgreedPerSecond,
                    point.PredictedAgreedPerSecond,
                    point.RoundsPerSecond,
                    point.Agreement,
                    Interval = new { point.Low, point.High },
                    point.Exact,
                    Loss = advice.Loss(point),
                    PayloadBitsPerRound = point.PayloadBits,
                    SocketBitsPerRound = point.SocketBits,
                    AgreedPerSocketBit = point.AgreedPerBit,
                    BitsPerAddedSample = advice.BitsPerAdded(point),
                    SecondsPerRound = point.Seconds,
                    Sustained = point.IsSustained,
                    PredictedSecondsPerRound = point.Predicted,
                    WaitingShare = point.Time is { } time ? new { Alice = time.AliceWaits, Bob = time.BobWaits } : null,
                    point.Time?.TurnsPerBatch,
                    LimitedBy = Text(point.Limit),
                    SaidOnce = point.IsSaidOnce,
                    point.NeedsPairToStay,
                }),
                NotMeasured = advice.Unmeasured.Select(mode => new { mode.Mode, mode.Reason, TooSlow = mode.IsTooSlow }),
                Order = new
                {
                    Modes = order.Modes.Select(point => point.Mode),
                    order.Pairs,
                    Inversions = order.Inversions.Select(pair => new { PredictedAhead = pair.Ahead.Mode, MeasuredAhead = pair.Behind.Mode }),
                },
                AsMeasured = Choice(advice.AsMeasured),
                IfPairChanges = Choice(advice.IfPairChanges),
                Words = AdviceWords.Of(advice),
            });
    }

    /// <summary>A line per mode, comma-separated, invariant culture, LF; what is not known is empty.</summary>
    public static string Csv(Advice advice)
    {
        ArgumentNullException.ThrowIfNull(advice);
        var text = new StringBuilder(Header).Append('\n');
        foreach (AdvicePoint point in advice.Points)
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Mode},{point.Rounds},{point.AgreedPerSecond:R},{point.PredictedAgreedPerSecond:R},{point.RoundsPerSecond:R},{point.Agreement:R},{point.Low:R},{point.High:R},{point.Exact:R},{advice.Loss(point):R},{point.PayloadBits:R},{point.SocketBits:R},"));
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{advice.BitsPerAdded(point):R},{point.Seconds:R},{Flag(point.IsSustained)},{point.Predicted:R},{point.Time?.AliceWaits:R},{point.Time?.BobWaits:R},{point.Time?.TurnsPerBatch:R},{Text(point.Limit)},{Flag(point.IsSaidOnce)},{Flag(point.NeedsPairToStay)}\n"));
        }

        return text.ToString();
    }

    /// <summary>parties, rate or turns.</summary>
    public static string Text(AdviceLimit limit) => limit switch
    {
        AdviceLimit.Rate => "rate",
        AdviceLimit.Turns => "turns",
        _ => "parties",
    };

    private static object? Choice(AdviceChoice? choice) => choice is null ? null : new
    {
        MostAgreedPerSecond = choice.MostPerSecond.Mode,
        MostAgreedPerSocketBit = choice.MostPerBit?.Mode,
        FewestBitsPerAddedSample = choice.FewestBitsPerAdded?.Mode,
        LeastLoss = choice.LeastLoss.Mode,
        Front = choice.Front.Select(point => point.Mode),
        Recommended = choice.Recommendations.Select(recommendation => new
        {
            recommendation.MaxLoss,
            recommendation.Point?.Mode,
            FewerRounds = recommendation.Else is { } few ? new { Below = few.Rounds, few.Point.Mode } : null,
        }),
    };

    private static string Flag(bool value) => value ? "true" : "false";
}
