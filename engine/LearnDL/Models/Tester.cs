using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The loops that use a model without learning, batch after batch: testing and predicting.</summary>
sealed class Tester(Model model, Turns turns, Arena arena)
{
    /// <summary>The mean loss over all samples, and the metrics.</summary>
    public Logs Test(Samples data, int batchSize, Loss loss, Metric[] metrics)
    {
        var total = 0.0;
        for (var start = 0; start < data.Count; start += batchSize)
        {
            using var step = arena.BeginStep();
            var batch = data[start..Math.Min(start + batchSize, data.Count)];
            var p = model.Forward(batch.X.Cast(model.DType), training: false);
            total += loss.Value(batch.Y, p, batch.Weights) * batch.Count;
            foreach (var metric in metrics)
                metric.Update(batch.Y, p);
        }
        return Logs.Of(total / data.Count, metrics);
    }

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
            result[start..end].CopyFrom(model.Forward(x[start..end].Cast(model.DType), training: false));
        }
        return result;
    }
}
