namespace Coupling.Figures.Advising;

/// <summary>The best modes of those that can be used at all.</summary>
/// <param name="advice">All that was measured.</param>
/// <param name="points">Those that can be used, by agreed samples per second, at least one.</param>
public sealed class AdviceChoice(Advice advice, IReadOnlyList<AdvicePoint> points)
{
    public IReadOnlyList<AdvicePoint> Points => points;

    /// <summary>The most agreed samples per second.</summary>
    public AdvicePoint MostPerSecond => points[0];

    /// <summary>The most agreed samples per socket bit, of those that speak; null if all are silent.</summary>
    public AdvicePoint? MostPerBit => points.Where(point => !point.IsSilent).MaxBy(point => point.AgreedPerBit);

    /// <summary>The fewest socket bits per agreed sample beyond the best silent mode; null if no mode has any.</summary>
    public AdvicePoint? FewestBitsPerAdded => points.Where(point => advice.BitsPerAdded(point) is not null).MinBy(point => advice.BitsPerAdded(point));

    /// <summary>The highest agreement; the faster one of equals.</summary>
    public AdvicePoint LeastLoss => points.MinBy(point => advice.Loss(point))!;

    /// <summary>The modes that no other one beats in both loss and agreed samples per second, by loss.</summary>
    public IReadOnlyList<AdvicePoint> Front
    {
        get
        {
            var front = new List<AdvicePoint>();
            foreach (AdvicePoint point in points.OrderBy(advice.Loss).ThenByDescending(point => point.AgreedPerSecond))
            {
                if (front.Count == 0 || point.AgreedPerSecond > front[^1].AgreedPerSecond)
                {
                    front.Add(point);
                }
            }

            return front;
        }
    }

    /// <summary>For each loss that was asked for.</summary>
    public IReadOnlyList<Recommendation> Recommendations => [.. advice.Wish.Losses.Select(Recommend)];

    private Recommendation Recommend(double loss)
    {
        AdvicePoint? best = points.FirstOrDefault(point => advice.KeepsTo(loss, point));
        AdvicePoint? other = best is { IsSaidOnce: true } ? points.FirstOrDefault(point => !point.IsSaidOnce && advice.KeepsTo(loss, point)) : null;
        return new Recommendation(loss, best, other is { IsSilent: false } ? new FewRounds((long)(best!.SocketBits * best.Rounds / other.SocketBits), other) : null);
    }
}
