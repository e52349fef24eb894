using System.Reflection;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Speculation;

namespace Coupling.Architecture.Tests;

/// <summary>
/// No party can be handed the other's distribution: outside theory, no public signature takes two. A distribution is a row,
/// rows, a party that holds one or a model, or weights; weights are doubles in a span or an array.
/// </summary>
public class TwoDistributionsTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Distributions =
        [typeof(Row), typeof(IRows), typeof(IRowSource), typeof(PartyContext), typeof(SpeculationContext), typeof(ReadOnlySpan<double>), typeof(Span<double>), typeof(double[]), typeof(IEnumerable<double>)];

    private static readonly IEnumerable<MethodBase> Signatures =
        from assembly in Product.Assemblies
        where assembly.GetName().Name != "Coupling.Theory"
        from type in assembly.GetExportedTypes()
        from member in type.GetMembers(Declared)
        where member is MethodBase && member.Name is not ("Equals" or "op_Equality" or "op_Inequality")
        select (MethodBase)member;

    [Fact]
    public void There_are_signatures_to_look_at() => Assert.True(Signatures.Count() > 500);

    [Fact]
    public void Only_the_pairs_in_memory_take_two_distributions() =>
        Assert.Equal(["LocalPair.Run", "LocalSpeculation.Run"], Signatures.Where(signature => Count(signature) >= 2).Select(Describe).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Theory_does_and_the_rule_sees_it() =>
        Assert.Contains(Product.Named("Coupling.Theory").GetExportedTypes().SelectMany(type => type.GetMethods(Declared)), method => Count(method) == 2);

    private static int Count(MethodBase signature) => signature.GetParameters().Sum(parameter => CountIn(parameter.ParameterType));

    private static int CountIn(Type type)
    {
        if (Distributions.Any(distribution => distribution == type || (!distribution.IsByRefLike && distribution != typeof(IEnumerable<double>) && distribution.IsAssignableFrom(type))))
        {
            return 1;
        }

        if (type.HasElementType)
        {
            return CountIn(type.GetElementType()!) * (type.IsArray ? 2 : 1);
        }

        // A list of distributions is two of them; a function or a tuple has those that it names.
        bool many = type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable));
        return type.IsGenericType ? type.GetGenericArguments().Sum(CountIn) * (many ? 2 : 1) : 0;
    }

    private static string Describe(MethodBase signature) => $"{signature.DeclaringType!.Name}.{signature.Name}";
}
