using Microsoft.ML.OnnxRuntime.Tensors;

namespace Coupling.Models;

/// <summary>Where a model takes and gives one tensor of keys or values.</summary>
/// <param name="Input">Its name going in: of the tokens before.</param>
/// <param name="Output">Its name coming out: of those and the ones that were read.</param>
/// <param name="Type">float32 or float16.</param>
/// <param name="Shape">With 1 for every dynamic axis, and 0 for that of the tokens.</param>
/// <param name="Axis">Which axis the tokens have.</param>
internal sealed record PastPort(string Input, string Output, TensorElementType Type, long[] Shape, int Axis)
{
    /// <summary>The shape for so many tokens.</summary>
    public long[] ShapeOf(int tokens)
    {
        long[] shape = [.. Shape];
        shape[Axis] = tokens;
        return shape;
    }

    /// <summary>Bytes of one token's part of one row of the tensor: of all axes behind that of the tokens.</summary>
    public int TokenBytes =>
        (int)Shape.Skip(Axis + 1).Aggregate(1L, (product, length) => product * length) * (Type == TensorElementType.Float16 ? 2 : 4);
}
