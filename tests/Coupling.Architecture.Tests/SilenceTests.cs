using System.Reflection;
using Coupling.Bits;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Architecture.Tests;

/// <summary>A silent mode cannot speak: nothing that it is made of ever holds or is handed a wire.</summary>
public class SilenceTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Silent =
        [.. Product.Assemblies.SelectMany(Product.Types).Where(type => type.IsAssignableTo(typeof(SilentProtocol)) || type.IsAssignableTo(typeof(ISampler)))];

    [Fact]
    public void There_are_silent_modes_and_samplers_to_look_at()
    {
        Assert.True(Silent.Count(type => type.IsAssignableTo(typeof(SilentProtocol)) && !type.IsAbstract) >= 3);
        Assert.Contains(Silent, type => type.IsAssignableTo(typeof(ISampler)) && type.IsClass);
    }

    [Fact]
    public void No_member_of_a_silent_mode_or_a_sampler_mentions_a_wire() =>
        Assert.Empty(Silent.SelectMany(WithNested).Where(MentionsWire).Select(type => type.FullName));

    [Fact]
    public void The_rule_sees_a_conversing_mode() => Assert.Contains(WithNested(typeof(Repair)), MentionsWire);

    private static IEnumerable<Type> WithNested(Type type) =>
        type.GetNestedTypes(Everything).SelectMany(WithNested).Prepend(type);

    private static bool MentionsWire(Type type) =>
        type.GetFields(Everything).Any(field => IsWire(field.FieldType))
        || type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).Any(HandlesWire);

    private static bool HandlesWire(MethodBase method) =>
        method.GetParameters().Any(parameter => IsWire(parameter.ParameterType))
        || (method is MethodInfo { ReturnType: var returned } && IsWire(returned))
        || (method.GetMethodBody()?.LocalVariables.Any(local => IsWire(local.LocalType)) ?? false);

    private static bool IsWire(Type type) =>
        type.IsAssignableTo(typeof(IBitWire))
        || (type.HasElementType && IsWire(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsWire));
}
