using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The loops that use a model without learning, batch after batch: testing and predicting.</summary>
sealed class Tester(Model model, Turns turns, Arena arena)
{
    /// <summary>
    /// The mean loss over all samples, or over all time steps that are not masked, and the metrics. Totals are Float64.
    /// </summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="metrics">New metrics.</param>
    /// <param name="isFinite">Whether a figure that is not finite is an error; in the middle of a training it is only
    /// worth a warning.</param>
    public Logs Test(Samples data, int batchSize, Loss loss, Metric[] metrics, bool isFinite = false)
    {
        var (total, counted) = (0.0, 0.0);
        for (var start = 0; start < data.Count; start += batchSize)
        {
            using var step = arena.BeginStep();
            var batch = data[start..Math.Min(start + batchSize, data.Count)];
            var p = model.Forward(batch.X.Cast(model.DType), ForwardPass.Use);
            var (mask, weights, count) = (model.OutputMask, batch.Weights, (double)batch.Count);
            if (mask.HasValue)
                weights = SampleWeights.Masked(weights, mask, p, out count);
            var value = loss.Value(batch.Y, p, weights);
            if (isFinite && !double.IsFinite(value))
                throw Divergence.OfTest(model, "loss", value, $" for the samples from row {start:N0} on", batch);
            total += value * count;
            counted += count;
            foreach (var metric in metrics)
                metric.Update(batch.Y, p, mask);
        }
        if (counted == 0)
            throw AllMasked(data.Count);
        var logs = Logs.Of(total / counted, metrics);
        foreach (var (figure, value) in logs)
            if (isFinite && !double.IsFinite(value))
                throw Divergence.OfTest(model, figure, value, "", data);
        return logs;
    }

    public static DataException AllMasked(int samples) =>
        new("Every time step is masked: no loss can be computed.", "at least one step that is not padding", $"{samples} samples of padding only", "Leave empty samples out.");

    public Tensor Predict(Tensor x, int batchSize)
    {
        using var turn = turns.Enter();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        DataCheck.NotEmpty(x, "Predict");
        var prediction = DataCheck.Input(model, x);
        model.CheckStates(x.Shape[0], batchSize);
        model.Build(x.Shape);
        var samples = x.Shape[0];
        var result = Tensor.Zeros(prediction.With(0, samples), model.DType);
        for (var start = 0; start < samples; start += batchSize)
        {
            using var step = arena.BeginStep();
            var end = Math.Min(start + batchSize, samples);
            var p = model.Forward(x[start..end].Cast(model.DType), ForwardPass.Use);
            if (!double.IsFinite(Magnitude.Largest(p)))
                throw Divergence.OfPrediction(model, x[start..end], p, start);
            result[start..end].CopyFrom(p);
        }
        return result;
    }
}
