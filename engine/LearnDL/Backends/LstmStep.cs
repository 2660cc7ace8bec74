using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>What one step of an LSTM computes, each (N, U): the gates i, f, g, o, the cell state c, its tanh, and the hidden state h. <see cref="Layers.LSTM"/> gives the formulas.</summary>
public readonly record struct LstmStep(Tensor I, Tensor F, Tensor G, Tensor O, Tensor C, Tensor TanhC, Tensor H);
