using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// One batch on its way through a model: forward from the samples to a prediction and its loss, and back to the
/// gradient of every weight. Training, testing and looking at gradients all go this way.
/// </summary>
sealed class BatchPass(Model model, Loss loss)
{
    public BatchResult Forward(Samples batch, ForwardPass how)
    {
        var p = model.Forward(batch.X.Cast(model.DType), how);                    // (N, …, K)
        var mask = model.OutputMask;                                              // (N, …); 0 for padding
        var (weights, count) = SampleWeights.OfRows(batch, mask, p);              // (R), R rows of K outputs
        var value = count == 0 ? 0 : loss.Value(batch.Y, p, weights) + Penalties.Of(model); // Σ w∘ℓ(y, p) / R + Ω
        return new BatchResult(batch, p, mask, weights, count, value);
    }

    /// <summary>Overwrites the gradients of all weights with those of the loss of the pass forward.</summary>
    public void Backward(BatchResult forward)
    {
        var (y, p, weights) = (forward.Batch.Y, forward.P, forward.Weights);
        model.ClearGradients();                                                   // layers add theirs
        if (LossCheck.Fuses(loss, model.Layers))
            model.Backward(loss.LogitGradient(y, p, weights), fromLogits: true);  // dz, where p = activation(z)
        else
            model.Backward(loss.Gradient(y, p, weights), fromLogits: false);      // dp
        Penalties.AddGradients(model);                                            // dW += Ω'(W)
    }
}
