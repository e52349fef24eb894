using Microsoft.ML.OnnxRuntime.Tensors;

namespace Coupling.Models;

/// <summary>An input or output of an ONNX model.</summary>
internal sealed record NamedPort(string Name, TensorElementType Type);
