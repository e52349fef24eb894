namespace Coupling.Figures.Advising;

/// <summary>A mode that was asked for and of which nothing can be said but why.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Reason">In words.</param>
/// <param name="IsTooSlow">The link is too slow for it within its time: that is an answer too.</param>
public sealed record UnmeasuredMode(string Mode, string Reason, bool IsTooSlow);
