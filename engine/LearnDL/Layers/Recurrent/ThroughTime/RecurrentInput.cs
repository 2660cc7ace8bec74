using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What a recurrent layer reads: of all samples, before they are divided into groups.</summary>
/// <param name="X">The sequences (N, T, D).</param>
/// <param name="Mask">1 for a real time step, 0 for a padded one (N, T); no tensor where all are real.</param>
/// <param name="Initial">The state before the first time step (N, U).</param>
/// <param name="BeginsWithZero">Whether that state is 0.</param>
/// <param name="W">The product with the kernel, dropout included.</param>
/// <param name="R">The product with the recurrent kernel, dropout included.</param>
readonly record struct RecurrentInput(
    Tensor X, Tensor Mask, RecurrentState Initial, bool BeginsWithZero, GateProduct W, GateProduct R);
