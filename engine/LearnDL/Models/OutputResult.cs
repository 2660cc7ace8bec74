using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>What the pass forward made of a batch at one output, and what the pass back needs of it.</summary>
/// <param name="Y">The targets; no tensor where it needs none.</param>
/// <param name="P">The prediction (N, …, K).</param>
/// <param name="Mask">1 for a row that counts, 0 for padding (N, …); no tensor where all count.</param>
/// <param name="SampleWeights">A weight for every sample, or row; no tensor where all count the same.</param>
/// <param name="Weights">The weights of the loss, with the mask in them; no tensor where all rows count the
/// same.</param>
/// <param name="Count">What the loss is the mean of: the samples, or the time steps that are not masked.</param>
/// <param name="Loss">The mean loss; 0 where nothing counts, or the output has none.</param>
readonly record struct OutputResult(Tensor Y, Tensor P, Tensor Mask, Tensor SampleWeights, Tensor Weights, double Count,
    double Loss);
