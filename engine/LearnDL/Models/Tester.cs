using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The loops that use a model without learning, batch after batch: testing and predicting.</summary>
sealed class Tester(Model model, ModelSetup setup, ModelLock modelLock, Arena arena)
{
    public Logs Evaluate(Samples data, int batchSize, int verbose, IReadOnlyList<Callback> callbacks)
    {
        using var held = modelLock.Enter();
        var training = setup.WithLoss;
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        FitCheck.Verbose(verbose);
        CallbackList.Check(callbacks, "Evaluate");
        data = DataCheck.Paired(model, training, data);
        model.CheckBatchSize(data.Count, batchSize);
        data = DataPreparation.ForTesting(model, setup, data);
        return Test(data, batchSize, mustBeFinite: true, List(callbacks, verbose, data.Count, batchSize));
    }

    CallbackList List(IReadOnlyList<Callback> callbacks, int verbose, int samples, int batchSize) => new(model,
        callbacks, new ProgressPrinter(Screen.Of(model.Writer), verbose, (samples + batchSize - 1) / batchSize));

    /// <summary>
    /// The mean loss over all samples, or over all time steps that are not masked, and the metrics. Totals are Float64.
    /// </summary>
    /// <param name="data">The samples, prepared.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <param name="mustBeFinite">Whether a figure that is not finite is an error; in the middle of a training it is
    /// worth only a warning.</param>
    /// <param name="callbacks">Those to call; in the middle of a training, the callbacks of Fit.</param>
    public Logs Test(Samples data, int batchSize, bool mustBeFinite, CallbackList callbacks) =>
        callbacks.InTest(() => TestBatches(data, batchSize, mustBeFinite, callbacks));

    Logs TestBatches(Samples data, int batchSize, bool mustBeFinite, CallbackList callbacks)
    {
        var pass = new BatchPass(model, setup.WithLoss);
        var figures = new Figures(model, setup.WithLoss, data);
        for (var start = 0; start < data.Count; start += batchSize)
        {
            callbacks.TestBatchBegin(start / batchSize);
            using var scope = arena.BeginScope();
            var result = pass.Forward(data[start..Math.Min(start + batchSize, data.Count)], ForwardPass.Use);
            if (mustBeFinite)
                FiniteCheck.TestLoss(model, result, start);
            figures.Add(result);
            callbacks.TestBatchEnd(start / batchSize, figures);
        }
        MaskCheck.NotOnlyPadding(figures.Counted, data.Count);
        var logs = figures.ToLogs();
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
        var pass = new BatchPass(model, setup.WithLoss);
        data = DataCheck.Paired(model, setup.WithLoss, data);
        model.CheckBatchSize(data.Count, data.Count);
        data = DataPreparation.ForTesting(model, setup, data);
        using var scope = arena.BeginScope();
        var result = pass.Forward(data, ForwardPass.Use);
        MaskCheck.NotOnlyPadding(result.Outputs.Sum(output => output.Count), data.Count);
        pass.Backward(result);
        return result.Loss;
    }

    /// <summary>The predictions of all outputs.</summary>
    public TensorList Predict(TensorList x, int batchSize, int verbose, IReadOnlyList<Callback> given)
    {
        using var held = modelLock.Enter();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        FitCheck.Verbose(verbose);
        CallbackList.Check(given, "Predict");
        x = DataCheck.Inputs(model, x, "Predict");
        var shapes = DataCheck.Predictable(model, x);
        var samples = x[0].Shape[0];
        model.CheckBatchSize(samples, batchSize);
        model.Build(x[0].Shape);
        Tensor[] results = [.. shapes.Select(shape => Tensor.Zeros(shape.With(0, samples), model.DType))];
        MaskedTensor[] inputs = new MaskedTensor[x.Count], outputs = new MaskedTensor[results.Length];
        var callbacks = List(given, verbose, samples, batchSize);
        callbacks.InPrediction(() =>
        {
            for (var start = 0; start < samples; start += batchSize)
            {
                callbacks.PredictBatchBegin(start / batchSize);
                using var scope = arena.BeginScope();
                Predict(x, start..Math.Min(start + batchSize, samples), inputs, outputs, results);
                callbacks.PredictBatchEnd(start / batchSize, outputs);
            }
        });
        return results;
    }

    /// <summary>The predictions for some of the samples, into their rows of the results.</summary>
    void Predict(TensorList x, Range rows, MaskedTensor[] inputs, MaskedTensor[] outputs, Tensor[] results)
    {
        var batch = x.Rows(rows);
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = new MaskedTensor(batch[i].Cast(model.DType));
        model.Call.Forward(inputs, outputs, ForwardPass.Use);
        for (var k = 0; k < results.Length; k++)
        {
            FiniteCheck.Prediction(model, batch, outputs[k].X, rows.Start.Value);
            results[k][rows].CopyFrom(outputs[k].X);
        }
    }

    /// <summary>The class of every sample of a prediction, as the loss would read it.</summary>
    public Tensor Classes(Tensor p)
    {
        using var held = modelLock.Enter();
        return OutputReader.Classes(p, setup.LossIfAny, model, setup.Warnings);
    }
}
