using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>The earlier dart first.</summary>
internal sealed class DartTimeOrder : IComparer<Dart>
{
    public static readonly DartTimeOrder Instance = new();

    public int Compare(Dart x, Dart y) => x.IsBefore(y) ? -1 : y.IsBefore(x) ? 1 : 0;
}
