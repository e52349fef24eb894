using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Coupling.Architecture.Tests;

/// <summary>Which methods compiled code calls.</summary>
internal static class CompiledCode
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>One entry for every call instruction in the assembly, of whatever method.</summary>
    public static IEnumerable<MethodBase> CalledMethods(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))
        from called in CalledBy(method)
        select called;

    private static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        int place = 0;
        while (place < code.Length)
        {
            int value = code[place++];
            OpCode operation = Codes[value == 0xfe ? 0xfe00 | code[place++] : value];
            if (operation == OpCodes.Call || operation == OpCodes.Callvirt)
            {
                int token = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(place));
                yield return method.Module.ResolveMethod(token, ArgumentsOf(method.DeclaringType), ArgumentsOf(method))!;
            }

            place += OperandBytes(operation, code, place);
        }
    }

    private static int OperandBytes(OpCode operation, byte[] code, int place) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(place))),
        _ => 4,
    };

    private static Type[]? ArgumentsOf(Type? type) => type is { IsGenericType: true } ? type.GetGenericArguments() : null;

    private static Type[]? ArgumentsOf(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;
}
