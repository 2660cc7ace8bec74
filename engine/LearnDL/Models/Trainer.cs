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
    Metric[] metrics = []; // those of Fit, to tell which way is better
    bool optimizerIsBuilt;
    Parameter[] parameters = [];

    public Compiled Compiled => compiled ?? throw new ModelException($"Model '{model.Name}' does not know how to train.", "Compile(optimizer, loss) first", "no Compile", "Call model.Compile(\"adam\", \"mse\") or the like before Fit.");

    public History? History { get; private set; }

    public IReadOnlyList<string> Warnings => warnings;

    public IReadOnlyList<string> Figures { get; private set; } = [];

    public long OptimizerSize => compiled?.Optimizer.Size ?? 0;

    public void Compile(Optimizer optimizer, Loss? loss, IReadOnlyList<string> metricNames)
    {
        foreach (var name in metricNames)
            _ = Metric.Create(name, [1, 1], [1, 1]); // an unknown name is told now, not after the first epoch
        var found = new List<string>();
        if (loss is not null && model.Layers.Count > 0)
            LossCheck.Suits(loss, model.Layers, found);
        (compiled, optimizerIsBuilt, metrics) = (new Compiled(optimizer, loss, metricNames), false, []);
        warnings.Clear();
        warnings.AddRange(found);
    }

    public History Fit(FitSettings fit)
    {
        using var _ = Enter();
        RequireLoss();
        DataCheck.Fit(model.Name, fit);
        var (train, validation) = Split(fit);
        var weights = Prepare(train, fit.ClassWeight);
        if (validation is { } held)
            SampleWeights.Check(held.SampleWeight, DataCheck.Samples(model, Compiled, held, "validation x", warnings));
        BuildOptimizer();
        string[] figures = ["loss", .. Compiled.MetricNames];
        Figures = validation is null ? figures : [.. figures, .. figures.Select(figure => "val_" + figure)];
        metrics = NewMetrics(train.Y);
        return Epochs(fit, train with { SampleWeight = weights }, validation);
    }

    /// <summary>Everything that can be wrong is said before weights are made or changed. Gives a weight for every sample.</summary>
    Tensor Prepare(ValidationData data, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        var prediction = DataCheck.Samples(model, Compiled, data, "x", warnings);
        var weights = SampleWeights.Of(data, classWeight, prediction);
        model.Build(data.X.Shape);
        return weights;
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
        var (batch, seen) = (0, 0);
        var metrics = NewMetrics(train.Y);
        while (seen < order.Length)
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            var rows = order.AsSpan(seen, Math.Min(fit.BatchSize, order.Length - seen));
            total += Step(train, rows, metrics, epoch, batch) * rows.Length;
            seen += rows.Length;
            progress.Batch(batch);
            foreach (var callback in fit.Callbacks)
                if (callback.WantsBatches)
                    callback.OnTrainBatchEnd(batch, NewLogs(total / seen, metrics));
            if (model.StopTraining)
                break;
            batch++;
        }
        return NewLogs(total / seen, metrics);
    }

    /// <summary>One step of learning on the samples with these numbers; gives their mean loss.</summary>
    double Step(ValidationData train, ReadOnlySpan<int> rows, Metric[] metrics, int epoch, int batch)
    {
        using var step = arena.BeginStep();
        var (loss, optimizer) = (compiled!.Loss!, compiled.Optimizer);
        var x = train.X.Gather(rows).Cast(model.DType);
        var y = train.Y.Gather(rows);
        var weights = train.SampleWeight.HasValue ? train.SampleWeight.Gather(rows) : default;

        var p = model.Forward(x, training: true);
        var value = loss.Value(y, p, weights);
        if (!double.IsFinite(value))
            throw new DataException($"The loss became {value} in epoch {epoch + 1}, batch {batch + 1}.", "a finite loss", $"{value}", "Try a ten times smaller learning rate or ClipNorm = 1. The weights are those of the batch before.");

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
        RequireLoss();
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        var data = new ValidationData(x, y, sampleWeight);
        DataCheck.Paired(data);
        Prepare(data);
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
        var prediction = DataCheck.Input(model, x, "x");
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

    public Logs TrainOnBatch(Tensor x, Tensor y, Tensor sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var _ = Enter();
        RequireLoss();
        var data = new ValidationData(x, y, sampleWeight);
        DataCheck.Paired(data);
        var weights = Prepare(data, classWeight);
        BuildOptimizer();
        var metrics = NewMetrics(y);
        return NewLogs(Step(data with { SampleWeight = weights }, [.. Enumerable.Range(0, x.Shape[0])], metrics, epoch: 0, batch: 0), metrics);
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
        var trainable = model.TrainableParameters().ToArray();
        if (optimizerIsBuilt && Compiled.Optimizer.Owns(trainable))
            return;
        if (optimizerIsBuilt)
            throw new ModelException($"The trainable weights of model '{model.Name}' are no longer those it was compiled with.", "Compile after Trainable was changed or a layer added", "a Compile before", "Call Compile again, with a new optimizer.");
        if (trainable.Length == 0)
            throw new ModelException("Nothing to train.", "at least one trainable weight", $"{model.Layers.Count} layers, all of them frozen or without weights", "Add a Dense layer or set Trainable = true.");
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

    void RequireLoss() => _ = Compiled.Loss ?? throw new ModelException($"Model '{model.Name}' was compiled without a loss.", "Compile(optimizer, loss)", "no loss", "Name one: \"mse\", \"binary_crossentropy\", …");

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
