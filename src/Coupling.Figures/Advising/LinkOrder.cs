namespace Coupling.Figures.Advising;

/// <summary>
/// Whether the modes that the link limits come in the order that it predicts, from their bits and turns. What the parties' computing limits
/// comes in the order of the machine.
/// </summary>
/// <param name="Modes">Those, by prediction.</param>
/// <param name="Pairs">Pairs of modes that the prediction tells apart.</param>
/// <param name="Inversions">Those that were measured the other way round, the first one ahead by the prediction.</param>
public sealed record LinkOrder(IReadOnlyList<AdvicePoint> Modes, int Pairs, IReadOnlyList<(AdvicePoint Ahead, AdvicePoint Behind)> Inversions)
{
    /// <summary>Two modes whose predictions are nearer than this part are not told apart.</summary>
    public const double Apart = 0.1;

    public static LinkOrder Of(IReadOnlyList<AdvicePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        AdvicePoint[] predicted = [.. points.Where(point => point is { Predicted: not null, Limit: not AdviceLimit.Parties }).OrderByDescending(point => point.PredictedAgreedPerSecond)];
        (AdvicePoint Ahead, AdvicePoint Behind)[] pairs =
        [
            .. from ahead in Enumerable.Range(0, predicted.Length)
               from behind in Enumerable.Range(ahead + 1, predicted.Length - ahead - 1)
               where predicted[ahead].PredictedAgreedPerSecond > (1 + Apart) * predicted[behind].PredictedAgreedPerSecond
               select (predicted[ahead], predicted[behind]),
        ];
        return new LinkOrder(predicted, pairs.Length, [.. pairs.Where(pair => pair.Ahead.AgreedPerSecond < pair.Behind.AgreedPerSecond)]);
    }
}
