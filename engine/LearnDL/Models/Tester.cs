using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The loops that use a model without learning, batch after batch: testing and predicting.</summary>
sealed class Tester(Model model, ModelSetup setup, ModelLock modelLock, Arena arena)
{
    public Logs Evaluate(Samples data, int batchSize, int verbose, IReadOnlyList<Callback> callbacks, int? steps)
    {
        using var held = modelLock.Enter();
        var training = setup.WithLoss;
        FitCheck.Testing(batchSize, verbose, steps, callbacks, "Evaluate");
        data = DataCheck.Paired(model, training, data);
        model.CheckBatchSize(data.Count, batchSize);
        data = DataPreparation.ForTesting(model, setup, data);
        var batches = new SampleBatches(data, batchSize);
        return Test(data, batches, steps, mustBeFinite: true, List(callbacks, verbose, batches, steps));
    }

    /// <summary>The same of batches that are made one by one.</summary>
    public Logs Evaluate(IEnumerable<Batch> given, int verbose, IReadOnlyList<Callback> callbacks, int? steps)
    {
        using var held = modelLock.Enter();
        var training = setup.WithLoss;
        FitCheck.Testing(batchSize: 1, verbose, steps, callbacks, "Evaluate");
        using var batches = new GivenBatches(given, batch =>
            DataPreparation.ForTesting(model, setup, DataCheck.Paired(model, training, batch.Samples)));
        batches.BeginPass();
        return Test(batches.Peek(), batches, steps, mustBeFinite: true, List(callbacks, verbose, batches, steps));
    }

    CallbackList List(IReadOnlyList<Callback> callbacks, int verbose, IBatches batches, int? steps) => new(model,
        callbacks, new ProgressPrinter(Screen.Of(model.Writer), verbose,
            steps is { } most && batches.Count is { } all ? Math.Min(most, all) : batches.Count ?? steps));

    /// <summary>
    /// The mean loss over all samples, or over all time steps that are not masked, and the metrics. Totals are Float64.
    /// </summary>
    /// <param name="data">All samples, or the first batch of them: their shapes decide which form a metric
    /// takes.</param>
    /// <param name="batches">The batches, prepared; at the beginning of a pass.</param>
    /// <param name="steps">How many of them at most; null for all.</param>
    /// <param name="mustBeFinite">Whether a figure that is not finite is an error; in the middle of a training it is
    /// worth only a warning.</param>
    /// <param name="callbacks">Those to call; in the middle of a training, the callbacks of Fit.</param>
    public Logs Test(Samples data, IBatches batches, int? steps, bool mustBeFinite, CallbackList callbacks) =>
        callbacks.InTest(() => TestBatches(data, batches, steps, mustBeFinite, callbacks));

    Logs TestBatches(Samples data, IBatches batches, int? steps, bool mustBeFinite, CallbackList callbacks)
    {
        var pass = new BatchPass(model, setup.WithLoss);
        var figures = new Figures(model, setup.WithLoss, data);
        var seen = 0;
        for (var batch = 0; batch != steps && batches.HasMore(); batch++)
        {
            callbacks.TestBatchBegin(batch);
            using var scope = arena.BeginScope();
            var result = pass.Forward(batches.Next(), ForwardPass.Use);
            if (mustBeFinite)
                FiniteCheck.TestLoss(model, result, seen);
            seen += result.Batch.Count;
            figures.Add(result);
            callbacks.TestBatchEnd(batch, figures);
        }
        MaskCheck.NotOnlyPadding(figures.Counted, seen);
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
    public TensorList Predict(TensorList x, int batchSize, int verbose, IReadOnlyList<Callback> given, int? steps)
    {
        using var held = modelLock.Enter();
        FitCheck.Testing(batchSize, verbose, steps, given, "Predict");
        x = DataCheck.Inputs(model, x, "Predict");
        if (steps is { } most && (long)most * batchSize < x[0].Shape[0])
            x = x.Rows(..(most * batchSize));
        var shapes = DataCheck.Predictable(model, x);
        var samples = x[0].Shape[0];
        model.CheckBatchSize(samples, batchSize);
        model.Build(x[0].Shape);
        Tensor[] results = [.. shapes.Select(shape => Tensor.Zeros(shape.With(0, samples), model.DType))];
        MaskedTensor[] inputs = new MaskedTensor[x.Count], outputs = new MaskedTensor[results.Length];
        var batches = new SampleBatches(new Samples(x, default, default), batchSize);
        var callbacks = List(given, verbose, batches, steps);
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
