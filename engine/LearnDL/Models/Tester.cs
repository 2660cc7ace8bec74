using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The loops that use a model without learning, batch after batch: testing and predicting.</summary>
sealed class Tester(Model model, ModelSetup setup, ModelLock modelLock, Arena arena)
{
    public Logs Evaluate(Samples data, int batchSize, int verbose, IReadOnlyList<Callback> callbacks)
    {
        using var held = modelLock.Enter();
        _ = setup.Loss;
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        FitCheck.Verbose(verbose);
        CallbackList.Check(callbacks, "Evaluate");
        DataCheck.Paired(data);
        model.CheckStates(data.Count, batchSize);
        data = DataPreparation.ForTesting(model, setup, data);
        return Test(data, batchSize, setup.NewMetrics(data.Y), mustBeFinite: true,
            List(callbacks, verbose, data.Count, batchSize));
    }

    CallbackList List(IReadOnlyList<Callback> callbacks, int verbose, int samples, int batchSize) => new(model,
        callbacks, new ProgressPrinter(Screen.Of(model.Output), verbose, (samples + batchSize - 1) / batchSize));

    /// <summary>
    /// The mean loss over all samples, or over all time steps that are not masked, and the metrics. Totals are Float64.
    /// </summary>
    /// <param name="data">The samples, prepared.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <param name="metrics">New metrics.</param>
    /// <param name="mustBeFinite">Whether a figure that is not finite is an error; in the middle of a training it is
    /// worth only a warning.</param>
    /// <param name="callbacks">Those to call; in the middle of a training, the callbacks of Fit.</param>
    public Logs Test(
        Samples data, int batchSize, Metric[] metrics, bool mustBeFinite, CallbackList callbacks) =>
        callbacks.InTest(() => TestBatches(data, batchSize, metrics, mustBeFinite, callbacks));

    Logs TestBatches(Samples data, int batchSize, Metric[] metrics, bool mustBeFinite, CallbackList callbacks)
    {
        var pass = new BatchPass(model, setup.Loss);
        var (total, counted) = (0.0, 0.0);
        for (var start = 0; start < data.Count; start += batchSize)
        {
            callbacks.TestBatchBegin(start / batchSize);
            using var scope = arena.BeginScope();
            var result = pass.Forward(data[start..Math.Min(start + batchSize, data.Count)], ForwardPass.Use);
            if (mustBeFinite)
                FiniteCheck.TestLoss(model, result, start);
            total += result.Loss * result.Count;
            counted += result.Count;
            result.AddTo(metrics, setup.Training.Unweighted);
            callbacks.TestBatchEnd(start / batchSize, total / Math.Max(1, counted), metrics);
        }
        MaskCheck.NotOnlyPadding(counted, data.Count);
        var logs = Logs.Of(total / counted, metrics);
        if (mustBeFinite)
            FiniteCheck.TestFigures(model, logs, data);
        return logs;
    }

    /// <summary>
    /// Forward and back through all samples as one batch, without learning from them. It leaves the gradients in the
    /// parameters and gives the loss.
    /// </summary>
    public double ComputeGradients(Samples data)
    {
        using var held = modelLock.Enter();
        var pass = new BatchPass(model, setup.Loss);
        DataCheck.Paired(data);
        model.CheckStates(data.Count, data.Count);
        data = DataPreparation.ForTesting(model, setup, data);
        using var scope = arena.BeginScope();
        var result = pass.Forward(data, ForwardPass.Use);
        MaskCheck.NotOnlyPadding(result.Count, data.Count);
        pass.Backward(result);
        return result.Loss;
    }

    public Tensor Predict(Tensor x, int batchSize, int verbose, IReadOnlyList<Callback> given)
    {
        using var held = modelLock.Enter();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        FitCheck.Verbose(verbose);
        CallbackList.Check(given, "Predict");
        DataCheck.NotEmpty(x, "Predict");
        var prediction = DataCheck.Input(model, x);
        model.CheckStates(x.Shape[0], batchSize);
        model.Build(x.Shape);
        var samples = x.Shape[0];
        var result = Tensor.Zeros(prediction.With(0, samples), model.DType);
        var callbacks = List(given, verbose, samples, batchSize);
        callbacks.InPrediction(() =>
        {
            for (var start = 0; start < samples; start += batchSize)
            {
                callbacks.PredictBatchBegin(start / batchSize);
                using var scope = arena.BeginScope();
                var end = Math.Min(start + batchSize, samples);
                var batch = x[start..end];
                var p = model.Forward(batch.Cast(model.DType), ForwardPass.Use);
                FiniteCheck.Prediction(model, batch, p, start);
                result[start..end].CopyFrom(p);
                callbacks.PredictBatchEnd(start / batchSize, p);
            }
        });
        return result;
    }

    /// <summary>The class of every sample of a prediction, as the loss would read it.</summary>
    public Tensor Classes(Tensor p)
    {
        using var held = modelLock.Enter();
        return OutputReader.Classes(p, setup.LossIfAny, model.Layers, setup.Warnings);
    }
}
