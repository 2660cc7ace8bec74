using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// What one step of an LSTM computes: the gates i, f, g, o side by side (N, 4U), and the cell state c, its tanh, and the hidden state h, each (N, U).
/// The gates begin as the sums z, which they overwrite. <see cref="Layers.LSTM"/> gives the formulas.
/// </summary>
public readonly record struct LstmStep(Tensor Gates, Tensor C, Tensor TanhC, Tensor H);
