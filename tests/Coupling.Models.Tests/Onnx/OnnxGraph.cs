using System.Runtime.InteropServices;

namespace Coupling.Models.Tests;

/// <summary>Builds an ONNX file: the fields of onnx.proto (ModelProto, GraphProto, NodeProto, TensorProto, ValueInfoProto) that small graphs need.</summary>
internal sealed class OnnxGraph
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;
    public const int Float16 = 10;

    private readonly ProtoWriter graph = new();
    private int names;

    /// <summary>A node of one output.</summary>
    /// <returns>The output's name.</returns>
    public string Node(string type, string[] inputs, params (string Name, long[] Value)[] attributes) => Node(type, inputs, $"t{names++}", attributes);

    public string Node(string type, string[] inputs, string output, params (string Name, long[] Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, type);
        foreach ((string name, long[] value) in attributes)
        {
            var attribute = new ProtoWriter().Text(1, name);
            const int number = 2;
            const int numbers = 7;
            if (value.Length == 1 && name != "perm")
            {
                attribute.Number(3, value[0]).Number(20, number);
            }
            else
            {
                Array.ForEach(value, one => attribute.Number(8, one));
                attribute.Number(20, numbers);
            }

            node.Message(5, attribute);
        }

        graph.Message(1, node);
        return output;
    }

    /// <returns>The name of a constant.</returns>
    public string Constant(float[] values, params long[] shape) => Tensor(Float, MemoryMarshal.AsBytes<float>(values), shape);

    public string Constant(long[] values, params long[] shape) => Tensor(Int64, MemoryMarshal.AsBytes<long>(values), shape);

    /// <param name="name">Its name.</param>
    /// <param name="type">A data type of TensorProto.</param>
    /// <param name="shape">−1 for a dynamic axis.</param>
    public string Input(string name, int type, params long[] shape)
    {
        graph.Message(11, Value(name, type, shape));
        return name;
    }

    public void Output(string name, int type, params long[] shape) => graph.Message(12, Value(name, type, shape));

    public byte[] ToModel() => new ProtoWriter()
        .Number(1, 8)
        .Text(2, "Coupling.Models.Tests")
        .Message(7, graph.Text(2, "graph"))
        .Message(8, new ProtoWriter().Text(1, "").Number(2, 17))
        .ToArray();

    private string Tensor(int type, ReadOnlySpan<byte> raw, long[] shape)
    {
        string name = $"c{names++}";
        var tensor = new ProtoWriter();
        Array.ForEach(shape, length => tensor.Number(1, length));
        graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, raw));
        return name;
    }

    private ProtoWriter Value(string name, int type, long[] shape)
    {
        var axes = new ProtoWriter();
        foreach (long length in shape)
        {
            axes.Message(1, length < 0 ? new ProtoWriter().Text(2, $"axis{names++}") : new ProtoWriter().Number(1, length));
        }

        var tensor = new ProtoWriter().Number(1, type).Message(2, axes);
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor));
    }
}
