using System.Reflection;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>No party can be handed the other's distribution: nothing in the core takes two.</summary>
public class PublicSurfaceTests
{
    private static readonly IEnumerable<MethodBase> Signatures =
        from type in typeof(Row).Assembly.GetExportedTypes()
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where member is MethodBase
        select (MethodBase)member;

    [Fact]
    public void There_are_signatures_to_look_at() => Assert.True(Signatures.Count() > 100);

    [Fact]
    public void No_public_signature_takes_two_distributions() => Assert.Empty(Taking<Row, IRows>().Union(Taking<Row, IRowSource>()).Select(Describe));

    [Fact]
    public void Only_the_pair_in_memory_takes_two_parties() =>
        Assert.Equal(["LocalPair.Run"], Taking<PartyContext, PartyContext>().Select(Describe));

    private static IEnumerable<MethodBase> Taking<TFirst, TSecond>() =>
        Signatures.Where(signature => signature.GetParameters().Sum(parameter =>
            Carries(parameter.ParameterType, typeof(TFirst)) || Carries(parameter.ParameterType, typeof(TSecond))
                ? IsMany(parameter.ParameterType) ? 2 : 1
                : 0) >= 2
            && !IsEquality(signature));

    private static bool Carries(Type type, Type distribution) =>
        distribution.IsAssignableFrom(type)
        || (type.HasElementType && Carries(type.GetElementType()!, distribution))
        || (type.IsGenericType && type.GetGenericArguments().Any(argument => Carries(argument, distribution)));

    private static bool IsMany(Type type) => type.IsArray || (type.IsGenericType && !typeof(Delegate).IsAssignableFrom(type));

    // A record compares itself with another of its kind.
    private static bool IsEquality(MethodBase signature) => signature.Name is "op_Equality" or "op_Inequality" or "Equals";

    private static string Describe(MethodBase signature) => $"{signature.DeclaringType!.Name}.{signature.Name}";
}
