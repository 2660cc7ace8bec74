using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A tensor on its way through a model, and its mask (N, T): 1 for a real time step, 0 for padding; no tensor where all
/// are real.
/// </summary>
/// <param name="X">The tensor (N, …).</param>
/// <param name="Mask">Its mask.</param>
public readonly record struct MaskedTensor(Tensor X, Tensor Mask = default);
