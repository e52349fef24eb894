using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>A model that remembers nothing but the last few tokens.</summary>
internal interface IContextModel : ILanguageModel
{
    /// <summary>How many tokens it looks back at, at most.</summary>
    int Window { get; }

    /// <param name="context">The last tokens of the text, at most <see cref="Window"/>; fewer only where the text has no more.</param>
    Row RowAfter(ReadOnlySpan<int> context);
}
