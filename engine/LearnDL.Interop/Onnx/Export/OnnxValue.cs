using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>A value of the graph that is written.</summary>
/// <param name="Name">Its name, which no other value has.</param>
/// <param name="Shape">Its shape, as far as it is known.</param>
/// <param name="Mask">1 for a real time step, 0 for padding; null where all are real.</param>
sealed record OnnxValue(string Name, Shape Shape, OnnxValue? Mask = null);
