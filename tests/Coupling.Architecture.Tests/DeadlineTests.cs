using System.Reflection;
using System.Text.RegularExpressions;
using Grpc.Core;

namespace Coupling.Architecture.Tests;

/// <summary>
/// Every unary gRPC call has a deadline. The sources are searched for calls of the generated clients' unary methods: a
/// call is one whose first argument makes a message, `.NameAsync(new …`, or is not a cancellation token. Its arguments
/// must say `deadline:` or come from a method of the same file that says it. The compiled code tells how many calls there
/// are, so that the search cannot miss one.
/// </summary>
public partial class DeadlineTests
{
    private static readonly MethodInfo[] Unary =
    [
        .. from type in Product.Named("Coupling.Wire").GetExportedTypes()
           where type.IsAssignableTo(typeof(ClientBase))
           from method in type.GetMethods()
           where method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(AsyncUnaryCall<>)
           select method,
    ];

    [Fact]
    public void Every_unary_call_has_a_deadline()
    {
        string[] calls = [.. Calls().Where(call => !HasDeadline(call.Code, call.Arguments)).Select(call => $"{call.File}: {call.Arguments}")];
        Assert.Empty(calls);
    }

    [Fact]
    public void The_search_finds_as_many_calls_as_the_compiled_code_has()
    {
        int compiled = Product.Assemblies.Where(assembly => assembly.GetName().Name != "Coupling.Wire").Sum(CompiledCalls);
        Assert.True(compiled >= 7);
        Assert.Equal(compiled, Calls().Count());
    }

    [Fact]
    public void Nobody_calls_a_blocking_method_of_a_client() =>
        Assert.Empty(
            from assembly in Product.Assemblies
            where assembly.GetName().Name != "Coupling.Wire"
            from called in CompiledCode.CalledMethods(assembly)
            where called.DeclaringType!.IsAssignableTo(typeof(ClientBase))
                && called is MethodInfo { ReturnType: var returned } && returned.IsAssignableTo(typeof(Google.Protobuf.IMessage))
            select $"{assembly.GetName().Name}: {called.Name}");

    private static int CompiledCalls(Assembly assembly) => CompiledCode.CalledMethods(assembly).Count(called => Unary.Contains(called));

    private static IEnumerable<(string File, string Code, string Arguments)> Calls()
    {
        string[] names = [.. Unary.Select(method => method.Name).Distinct()];
        var call = new Regex($@"\.({string.Join('|', names)})\(");
        return from project in Product.Projects
               from path in Product.Sources(project)
               let code = SourceText.Code(path)
               from Match match in call.Matches(code)
               let arguments = SourceText.Arguments(code, match.Index + match.Length - 1)
               where TakesMessage(arguments)
               select (Path.GetFileName(path), code, arguments);
    }

    /// <summary>Our own wrappers have the same names, but take no message: nothing, a token, a plan's parts.</summary>
    private static bool TakesMessage(string arguments) =>
        NewMessage().IsMatch(arguments) || arguments.Contains("deadline:", StringComparison.Ordinal) || arguments.Contains("Within(", StringComparison.Ordinal);

    private static bool HasDeadline(string code, string arguments) =>
        arguments.Contains("deadline:", StringComparison.Ordinal)
        || (arguments.Contains("Within(", StringComparison.Ordinal) && Within().IsMatch(code));

    [GeneratedRegex(@"^\s*new \w+Request\b")]
    private static partial Regex NewMessage();

    [GeneratedRegex(@"CallOptions Within\(TimeSpan time, CancellationToken cancellationToken\) =>\s*new\(deadline: DateTime\.UtcNow \+ time,")]
    private static partial Regex Within();
}
