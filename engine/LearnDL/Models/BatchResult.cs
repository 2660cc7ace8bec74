using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>What the pass forward made of a batch, and what the pass back needs of it.</summary>
/// <param name="Batch">The samples, with their targets and weights.</param>
/// <param name="P">The prediction (N, …, K).</param>
/// <param name="Mask">1 for a row that counts, 0 for padding (N, …); no tensor where all count.</param>
/// <param name="Weights">The weights of the loss, with the mask in them; no tensor where all rows count the
/// same.</param>
/// <param name="Count">What the loss is the mean of: the samples, or the time steps that are not masked.</param>
/// <param name="Loss">The mean loss; 0 where nothing counts.</param>
readonly record struct BatchResult(Samples Batch, Tensor P, Tensor Mask, Tensor Weights, double Count, double Loss)
{
    /// <summary>
    /// Whether all is masked, as for an empty text alone in its batch: there is nothing to learn from.
    /// </summary>
    public bool IsPaddingOnly => Count == 0;

    /// <summary>Adds the batch to the metrics.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="unweighted">How many of them, from the first on, do not count sample weights.</param>
    public void AddTo(Metric[] metrics, int unweighted)
    {
        for (var i = 0; i < metrics.Length; i++)
            metrics[i].Update(Batch.Y, P, i < unweighted ? Mask : SampleWeights.Masked(Batch, Mask, P));
    }
}
