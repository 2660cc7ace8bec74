using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// One batch on its way through a model: forward from the samples to the predictions and their losses, and back to the
/// gradient of every weight. Training, testing and looking at gradients all go this way.
/// </summary>
sealed class BatchPass
{
    readonly Model model;
    readonly OutputSetup[] setups;
    readonly MaskedTensor[] inputs, predictions;
    readonly OutputResult[] results;
    readonly Tensor[] gradients;
    readonly bool[] fromLogits;
    Graph? graph;
    GraphStep?[] ends = [];

    public BatchPass(Model model, TrainingSetup setup)
    {
        (this.model, setups) = (model, setup.Outputs);
        inputs = new MaskedTensor[model.Graph.Inputs.Length];
        predictions = new MaskedTensor[setups.Length];
        (results, gradients, fromLogits) =
            (new OutputResult[setups.Length], new Tensor[setups.Length], new bool[setups.Length]);
    }

    public BatchResult Forward(in Samples batch, ForwardPass how)
    {
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = new MaskedTensor(batch.X[i].Cast(model.DType));
        model.Call.Forward(inputs, predictions, how);
        var (loss, counts) = (0.0, false);
        for (var k = 0; k < results.Length; k++)
        {
            results[k] = ResultOf(batch, k);
            loss += setups[k].Weight * results[k].Loss;                     // Σ weight·loss
            counts |= results[k].Count > 0;
        }
        var penalty = counts ? Penalties.Of(model) : 0;                     // Ω
        return new BatchResult(batch, results, penalty, loss + penalty);
    }

    OutputResult ResultOf(in Samples batch, int k)
    {
        var ((p, mask), y, sampleWeights) = (predictions[k], batch.TargetsOf(k), batch.WeightsOf(k));
        var (weights, count) = SampleWeights.OfRows(sampleWeights, mask, p); // (R), R rows of K outputs
        if (setups[k].Loss is null)
            count = 0; // nothing of it is trained
        var loss = count > 0 ? setups[k].Loss!.Value(y, p, weights) : 0;    // Σ w∘ℓ(y, p) / R
        return new OutputResult(y, p, mask, sampleWeights, weights, count, loss);
    }

    /// <summary>Overwrites the gradients of all weights with those of the loss of the pass forward.</summary>
    public void Backward(in BatchResult forward)
    {
        if (!ReferenceEquals(graph, model.Graph)) // the first pass, or a layer was added since
            (graph, ends) = (model.Graph, [.. Enumerable.Range(0, setups.Length).Select(model.Graph.EndOf)]);
        model.ClearGradients();                                             // layers add theirs
        for (var k = 0; k < results.Length; k++)
        {
            fromLogits[k] = setups[k].Loss is { } loss && model.ActivityRegularizer is null
                && LossCheck.Fuses(loss, ends[k]);
            gradients[k] = GradientOf(forward.Outputs[k], setups[k], fromLogits[k]);
        }
        model.Call.Backward(gradients, fromLogits, []);
        Penalties.AddGradients(model);                                      // dW += Ω'(W)
    }

    /// <summary>dp, or dz where p = activation(z) and the loss knows it directly; no tensor where nothing counts.
    /// </summary>
    static Tensor GradientOf(in OutputResult output, OutputSetup setup, bool fromLogits)
    {
        if (setup.Loss is not { } loss || output.Count == 0)
            return default;
        var gradient = fromLogits ? loss.LogitGradient(output.Y, output.P, output.Weights)
            : loss.Gradient(output.Y, output.P, output.Weights);
        return setup.Weight == 1 ? gradient : gradient.Scale(setup.Weight, into: gradient);
    }
}
