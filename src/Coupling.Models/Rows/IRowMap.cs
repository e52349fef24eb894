using Coupling.Distributions;

namespace Coupling.Models;

/// <summary>Makes another distribution of a model's, one row at a time. The same row gives the same row.</summary>
internal interface IRowMap
{
    Row Apply(Row row);
}
