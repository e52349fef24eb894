using System.Globalization;

namespace Coupling.Figures.Advising;

/// <summary>An advice in plain sentences.</summary>
public static class AdviceWords
{
    private const int MostInversions = 5;

    public static IReadOnlyList<string> Of(Advice advice)
    {
        ArgumentNullException.ThrowIfNull(advice);
        var words = new List<string>();
        if (advice.AsMeasured is { } measured)
        {
            Add(words, advice, measured, advice.RoundsPerRow is { } rounds
                ? Text($"For a pair that changes every {rounds:N0} rounds, as it did here:")
                : "For a pair that stays, as it did here:");
        }

        if (advice.IfPairChanges is { } changing)
        {
            Add(words, advice, changing, "For a pair that changes with every round (without the modes marked *):");
        }
        else if (advice.AsMeasured is null)
        {
            words.Add("For a pair that changes with every round: none of these modes can be used.");
        }

        words.AddRange(advice.Unmeasured.Select(mode => $"Not measured: {mode.Mode}: {mode.Reason}."));
        words.AddRange(Order(advice));
        return words;
    }

    private static void Add(List<string> words, Advice advice, AdviceChoice choice, string title)
    {
        words.Add(title);
        AdvicePoint most = choice.MostPerSecond;
        words.Add($"  Most agreed samples per second: {most.Mode}, {Number(most.AgreedPerSecond)}, at a loss of {Loss(advice, most)}{Marks(most)}.");
        AdvicePoint? perBit = choice.MostPerBit;
        string silent = advice.BestSilent is { } best ? $"nothing beats {best.Mode}, which agrees in {best.Level.ToString("F5", CultureInfo.InvariantCulture)} of rounds without any" : "there is no silent mode to compare with";
        words.Add(perBit is null
            ? $"  Per bit: {silent}."
            : Text($"  Per bit: {silent}; of the modes that speak {perBit.Mode} gets the most, {perBit.AgreedPerBit:G3} agreed samples per socket bit{Marks(perBit)}."));
        words.Add(choice.FewestBitsPerAdded is { } added
            ? Text($"  Fewest socket bits per agreed sample beyond {advice.BestSilent!.Mode}'s: {added.Mode}, {Number(advice.BitsPerAdded(added)!.Value)}{Marks(added)}.")
            : "  No mode that speaks agrees more often than the best silent one.");
        AdvicePoint least = choice.LeastLoss;
        words.Add(Text($"  Least loss{(advice.KnowsOptimum ? "" : " (from the highest agreement measured: D is not disclosed)")}: {least.Mode}, {Loss(advice, least)}, {Number(least.AgreedPerSecond)} agreed samples per second{Marks(least)}."));
        foreach (IGrouping<(AdvicePoint? Point, FewRounds? Else), Recommendation> same in choice.Recommendations.GroupBy(recommendation => (recommendation.Point, recommendation.Else)))
        {
            string losses = string.Join(", ", same.Select(recommendation => Text($"{recommendation.MaxLoss:0.######}")));
            words.Add(same.Key.Point is { } point
                ? Text($"  Recommended at loss ≤ {losses}: {point.Mode}: {Number(point.AgreedPerSecond)} agreed samples per second, loss {Loss(advice, point)}, {Number(point.SocketBits)} socket bits per round{Marks(point)}{Below(same.Key.Else)}.")
                : $"  Recommended at loss ≤ {losses}: none of these modes keeps to it.");
        }
    }

    private static IEnumerable<string> Order(Advice advice)
    {
        LinkOrder order = advice.Order;
        if (order.Pairs > 0)
        {
            string same = Text($"The {order.Modes.Count} modes that the link limits come in the order that its rate and delay predict in {order.Pairs - order.Inversions.Count} of {order.Pairs} pairs (those {LinkOrder.Apart:P0} or more apart)");
            string others = string.Join(", ", order.Inversions.Take(MostInversions).Select(pair => $"{pair.Behind.Mode} is before {pair.Ahead.Mode}"));
            string more = order.Inversions.Count > MostInversions ? Text($" and {order.Inversions.Count - MostInversions} more") : "";
            yield return order.Inversions.Count == 0 ? same + "." : $"{same}; else {others}{more}.";
        }

        string[] computing = [.. advice.Points.Where(point => point is { Predicted: not null, Limit: AdviceLimit.Parties }).Select(point => point.Mode)];
        if (computing.Length > 0)
        {
            yield return $"Limited by the parties' computing, not by the link: {string.Join(", ", computing)}. On faster machines they do more.";
        }
    }

    /// <summary>What must be known of a mode wherever it is named.</summary>
    private static string Marks(AdvicePoint point) => point.IsSaidOnce ? Text($" (with T = {point.Rounds:N0} rounds of one pair)") : "";

    private static string Below(FewRounds? few) => few is null ? "" : Text($"; with fewer than {few.Rounds:N0} rounds of one pair {few.Point.Mode} takes fewer bits");

    private static string Loss(Advice advice, AdvicePoint point) => advice.Loss(point) is > 0 and var loss ? loss.ToString("G2", CultureInfo.InvariantCulture) : "0";

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
