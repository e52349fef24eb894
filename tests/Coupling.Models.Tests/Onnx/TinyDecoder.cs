namespace Coupling.Models.Tests;

/// <summary>
/// A transformer of one layer with two heads, drawn by chance: embedding of tokens and positions, causal attention, a matrix to the logits. As an ONNX
/// file in the forms that exports have.
/// </summary>
internal sealed class TinyDecoder
{
    private const int Heads = 2;
    private const int HeadSize = 16;
    private const int Width = Heads * HeadSize;

    private readonly Random random = new(7);
    private readonly OnnxGraph graph = new();

    /// <summary>n; the logits may be wider.</summary>
    public int Size { get; init; } = 50;

    public int LogitWidth { get; init; } = 50;

    /// <summary>How many tokens it can read.</summary>
    public int Positions { get; init; } = 128;

    public bool HasPast { get; init; }

    public bool IsHalf { get; init; }

    public bool IsCausal { get; init; } = true;

    public bool HasBranch { get; init; }

    public int TokenType { get; init; } = OnnxGraph.Int64;

    public string LogitsName { get; init; } = "logits";

    /// <summary>The file.</summary>
    public byte[] Build()
    {
        string tokens = graph.Input("input_ids", TokenType, -1, -1);
        string embeddings = graph.Constant(Numbers(Size * Width, 1), Size, Width);
        string positionTable = graph.Constant(Numbers(Positions * Width, 0.5), Positions, Width);
        string query = graph.Constant(Numbers(Width * Width, 0.6), Width, Width);
        string key = graph.Constant(Numbers(Width * Width, 0.6), Width, Width);
        string value = graph.Constant(Numbers(Width * Width, 0.6), Width, Width);
        string output = graph.Constant(Numbers(Width * LogitWidth, 0.5), Width, LogitWidth);

        string mask = graph.Input("attention_mask", OnnxGraph.Int64, -1, -1);
        string positions = graph.Input("position_ids", OnnxGraph.Int64, -1, -1);
        if (HasBranch)
        {
            graph.Node("Cast", [graph.Input("use_cache_branch", OnnxGraph.Bool, 1)], ("to", [OnnxGraph.Float]));
        }

        string x = graph.Node("Add", [graph.Node("Gather", [embeddings, tokens]), graph.Node("Gather", [positionTable, positions])]);
        string keys = Present("key", Split(graph.Node("MatMul", [x, key])));
        string values = Present("value", Split(graph.Node("MatMul", [x, value])));
        string scores = graph.Node("MatMul", [Split(graph.Node("MatMul", [x, query])), graph.Node("Transpose", [keys], ("perm", [0, 1, 3, 2]))]);
        scores = IsCausal ? Masked(scores, mask, positions) : scores;
        string mixed = graph.Node("MatMul", [graph.Node("Softmax", [scores], ("axis", [-1])), values]);
        string joined = graph.Node("Reshape", [graph.Node("Transpose", [mixed], ("perm", [0, 2, 1, 3])), graph.Constant([0L, 0, Width], 3)]);
        string last = graph.Node("MatMul", [graph.Node("Add", [x, joined]), output], IsHalf ? "single" : LogitsName);
        if (IsHalf)
        {
            graph.Node("Cast", [last], LogitsName, ("to", [OnnxGraph.Float16]));
        }

        graph.Output(LogitsName, IsHalf ? OnnxGraph.Float16 : OnnxGraph.Float, -1, -1, LogitWidth);
        return graph.ToModel();
    }

    private string Split(string of) =>
        graph.Node("Transpose", [graph.Node("Reshape", [of, graph.Constant([0L, 0, Heads, HeadSize], 4)])], ("perm", [0, 2, 1, 3]));

    private string Present(string name, string own)
    {
        if (!HasPast)
        {
            return own;
        }

        string past = graph.Input($"past_key_values.0.{name}", OnnxGraph.Float, -1, Heads, -1, HeadSize);
        string present = graph.Node("Concat", [past, own], $"present.0.{name}", ("axis", [2]));
        graph.Output(present, OnnxGraph.Float, -1, Heads, -1, HeadSize);
        return present;
    }

    // A key counts where its place is not behind the query's.
    private string Masked(string scores, string mask, string positions)
    {
        string length = graph.Node("Gather", [graph.Node("Shape", [mask]), graph.Constant([1L])]);
        string places = graph.Node("Range", [graph.Constant([0L]), length, graph.Constant([1L])]);
        string queries = graph.Node("Unsqueeze", [positions, graph.Constant([1L, 3], 2)]);
        return graph.Node("Where", [graph.Node("LessOrEqual", [places, queries]), scores, graph.Constant([-1e9f])]);
    }

    private float[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
}
