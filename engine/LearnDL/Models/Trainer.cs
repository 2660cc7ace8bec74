using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// The loops of a model: epochs over batches over the three lines that learning is made of, forward, backward, step.
/// </summary>
sealed class Trainer(Model model)
{
    readonly Arena arena = new();
    readonly List<string> warnings = [];
    Compiled? compiled;
    Metric[] metrics = [];
    bool optimizerIsBuilt;
    Parameter[] parameters = [];

    public Compiled Compiled => compiled ?? throw new ModelException($"Model '{model.Name}' does not know how to train.", "Compile(optimizer, loss) first", "no Compile", "Call model.Compile(\"adam\", \"mse\") or the like before Fit.");

    public History? History { get; private set; }

    public IReadOnlyList<string> Warnings => warnings;

    public void Compile(Optimizer optimizer, Loss? loss, IReadOnlyList<string> metricNames)
    {
        foreach (var name in metricNames)
            _ = Metric.Create(name, [1, 1], [1, 1]); // an unknown name is told now, not after the first epoch
        (compiled, optimizerIsBuilt, metrics) = (new Compiled(optimizer, loss, metricNames), false, []);
        warnings.Clear();
        if (loss is not null && model.Layers.Count > 0)
            LossCheck.Suits(loss, model.Layers, warnings);
    }

    public History Fit(FitSettings fit)
    {
        using var _ = Enter();
        var loss = RequiredLoss();
        DataCheck.Fit(model.Name, fit);
        model.Build(fit.X.Shape.With(0, Shape.Unknown));
        var (train, validation) = Split(fit);
        LossCheck.Suits(loss, model.Layers, warnings);
        DataCheck.Samples(model, loss, train, "x", warnings);
        if (validation is { } held)
            DataCheck.Samples(model, loss, held, "validation x", warnings);
        var weights = SampleWeights.Of(train, fit.ClassWeight, model.OutputShape);
        BuildOptimizer();
        return Epochs(fit, train with { SampleWeight = weights }, validation);
    }

    History Epochs(FitSettings fit, ValidationData train, ValidationData? validation)
    {
        var history = History = new History();
        var progress = new ProgressPrinter(model.Output, fit, train.X.Shape[0]);
        progress.Warn(warnings);
        var order = new int[train.X.Shape[0]];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        model.StopTraining = false;
        foreach (var callback in fit.Callbacks)
        {
            callback.Model = model;
            callback.OnTrainBegin();
        }
        try
        {
            for (var epoch = fit.InitialEpoch; epoch < fit.Epochs && !model.StopTraining; epoch++)
            {
                foreach (var callback in fit.Callbacks)
                    callback.OnEpochBegin(epoch);
                progress.BeginEpoch(epoch);
                if (fit.Shuffle)
                    model.Random.Shuffle<int>(order);
                var logs = Epoch(fit, train, order, epoch, progress);
                if (validation is not null && (epoch + 1) % fit.ValidationFreq == 0)
                    foreach (var (key, value) in Test(validation, fit.BatchSize))
                        logs["val_" + key] = value;
                foreach (var callback in fit.Callbacks)
                    callback.OnEpochEnd(epoch, logs);
                history.Add(epoch, logs);
                progress.EndEpoch(logs);
            }
        }
        finally
        {
            foreach (var callback in fit.Callbacks)
                callback.OnTrainEnd();
        }
        return history;
    }

    Logs Epoch(FitSettings fit, ValidationData train, int[] order, int epoch, ProgressPrinter progress)
    {
        var total = 0.0;
        var batch = 0;
        metrics = NewMetrics(train.Y);
        for (var start = 0; start < order.Length; start += fit.BatchSize, batch++)
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            var rows = order.AsSpan(start, Math.Min(fit.BatchSize, order.Length - start));
            total += Step(train, rows, epoch, batch) * rows.Length;
            progress.Batch(batch);
            foreach (var callback in fit.Callbacks)
                if (callback.WantsBatches)
                    callback.OnTrainBatchEnd(batch, NewLogs(total / (start + rows.Length), metrics));
        }
        return NewLogs(total / order.Length, metrics);
    }

    /// <summary>One step of learning on the samples with these numbers; gives their mean loss.</summary>
    double Step(ValidationData train, ReadOnlySpan<int> rows, int epoch, int batch)
    {
        using var step = arena.BeginStep();
        var (loss, optimizer) = (compiled!.Loss!, compiled.Optimizer);
        var x = train.X.Gather(rows).Cast(model.DType);
        var y = train.Y.Gather(rows);
        var weights = train.SampleWeight.HasValue ? train.SampleWeight.Gather(rows) : default;

        var p = model.Forward(x, training: true);
        var value = loss.Value(y, p, weights);
        if (!double.IsFinite(value))
            throw new DataException($"The loss became {value} in epoch {epoch}, batch {batch}.", "a finite loss", $"{value}", "Try a ten times smaller learning rate or ClipNorm = 1. The weights are those of the batch before.");

        foreach (var parameter in parameters)
            parameter.Gradient.Fill(0);
        var fused = LossCheck.Fuses(loss, model.Layers);
        model.Backward(fused ? loss.LogitGradient(y, p, weights) : loss.Gradient(y, p, weights), fused);
        optimizer.Step();

        foreach (var metric in metrics)
            metric.Update(y, p);
        return value;
    }

    public Logs Evaluate(Tensor x, Tensor y, int batchSize, int verbose, Tensor sampleWeight)
    {
        using var _ = Enter();
        var loss = RequiredLoss();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        var data = new ValidationData(x, y, sampleWeight);
        DataCheck.Paired(data);
        model.Build(x.Shape.With(0, Shape.Unknown));
        DataCheck.Samples(model, loss, data, "x", warnings);
        var logs = Test(data, batchSize);
        if (verbose > 0)
            model.Output.WriteLine(ProgressPrinter.Line(logs));
        return logs;
    }

    Logs Test(ValidationData data, int batchSize)
    {
        var total = 0.0;
        var metrics = NewMetrics(data.Y);
        var samples = data.X.Shape[0];
        for (var start = 0; start < samples; start += batchSize)
        {
            using var step = arena.BeginStep();
            var end = Math.Min(start + batchSize, samples);
            var y = data.Y[start..end];
            var p = model.Forward(data.X[start..end].Cast(model.DType), training: false);
            total += compiled!.Loss!.Value(y, p, data.SampleWeight.HasValue ? data.SampleWeight[start..end] : default) * (end - start);
            foreach (var metric in metrics)
                metric.Update(y, p);
        }
        return NewLogs(total / samples, metrics);
    }

    public Tensor Predict(Tensor x, int batchSize)
    {
        using var _ = Enter();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        DataCheck.NotEmpty(x, "Predict");
        model.Build(x.Shape.With(0, Shape.Unknown));
        DataCheck.Input(model, x, "x");
        var samples = x.Shape[0];
        var result = Tensor.Zeros(model.OutputShape.With(0, samples), model.DType);
        for (var start = 0; start < samples; start += batchSize)
        {
            using var step = arena.BeginStep();
            var end = Math.Min(start + batchSize, samples);
            result[start..end].CopyFrom(model.Forward(x[start..end].Cast(model.DType), training: false));
        }
        return result;
    }

    public Logs TrainOnBatch(Tensor x, Tensor y, Tensor sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var _ = Enter();
        var loss = RequiredLoss();
        var data = new ValidationData(x, y, sampleWeight);
        DataCheck.Paired(data);
        model.Build(x.Shape.With(0, Shape.Unknown));
        LossCheck.Suits(loss, model.Layers, warnings);
        DataCheck.Samples(model, loss, data, "x", warnings);
        var weights = SampleWeights.Of(data, classWeight, model.OutputShape);
        BuildOptimizer();
        metrics = NewMetrics(y);
        return NewLogs(Step(data with { SampleWeight = weights }, [.. Enumerable.Range(0, x.Shape[0])], epoch: 0, batch: 0), metrics);
    }

    public bool LargerIsBetter(string key)
    {
        var name = key.StartsWith("val_", StringComparison.Ordinal) ? key[4..] : key;
        return metrics.Any(metric => metric.Name == name && metric.LargerIsBetter);
    }

    static (ValidationData Train, ValidationData? Validation) Split(FitSettings fit)
    {
        var all = new ValidationData(fit.X, fit.Y, fit.SampleWeight);
        if (fit.ValidationData is { } given)
            return (all, given);
        if (fit.ValidationSplit == 0)
            return (all, null);
        var at = DataCheck.SplitAt(fit.X.Shape[0], fit.ValidationSplit);
        var weighted = fit.SampleWeight.HasValue;
        return (new ValidationData(fit.X[..at], fit.Y[..at], weighted ? fit.SampleWeight[..at] : default),
            new ValidationData(fit.X[at..], fit.Y[at..], weighted ? fit.SampleWeight[at..] : default));
    }

    void BuildOptimizer()
    {
        if (optimizerIsBuilt)
            return;
        var trainable = model.TrainableParameters().ToArray();
        if (trainable.Length == 0)
            throw new ModelException("Nothing to train.", "at least one trainable weight", $"{model.Layers.Count} layers, all frozen or without weights", "Add a Dense layer or set Trainable = true.");
        Compiled.Optimizer.Build(trainable);
        (parameters, optimizerIsBuilt) = ([.. model.AllParameters()], true);
    }

    Metric[] NewMetrics(Tensor y) => [.. Compiled.MetricNames.Select(name => Metric.Create(name, model.OutputShape, y.Shape))];

    static Logs NewLogs(double loss, Metric[] metrics)
    {
        var logs = new Logs { ["loss"] = loss };
        foreach (var metric in metrics)
            logs[metric.Name] = metric.Result;
        return logs;
    }

    Loss RequiredLoss() => Compiled.Loss ?? throw new ModelException($"Model '{model.Name}' was compiled without a loss.", "Compile(optimizer, loss)", "no loss", "Name one: \"mse\", \"binary_crossentropy\", …");

    /// <summary>
    /// A model does one thing at a time: two threads would write to the same tensors.
    /// The thread that trains may evaluate and predict between batches, from a callback.
    /// </summary>
    Turn Enter() => Monitor.TryEnter(arena) ? new Turn(arena) :
        throw new ModelException($"Model '{model.Name}' is in use by another thread.", "one Fit, Evaluate or Predict at a time", "a second one", "Wait for the first to end, or give the other thread a model of its own.");

    readonly struct Turn(Arena arena) : IDisposable
    {
        public void Dispose() => Monitor.Exit(arena);
    }
}
