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
sealed class Trainer(Model model, Turns turns, Arena arena, Tester tester)
{
    readonly List<string> warnings = [];
    Compiled? compiled;
    Metric[] metrics = []; // those of Fit, to tell which way is better
    bool optimizerIsBuilt;
    Parameter[] parameters = [];
    SideEffects sideEffects = null!; // made with the optimizer's slots

    public Compiled Compiled => compiled ?? throw new ModelException($"Model '{model.Name}' does not know how to train.", "Compile(optimizer, loss) first", "no Compile", "Call model.Compile(\"adam\", \"mse\") or the like before Fit.");

    public History? History { get; private set; }

    public IReadOnlyList<string> Warnings => warnings;

    public IReadOnlyList<string> Figures { get; private set; } = [];

    public long OptimizerSize => compiled?.Optimizer.Size ?? 0;

    Loss Loss => Compiled.Loss ?? throw new ModelException($"Model '{model.Name}' was compiled without a loss.", "Compile(optimizer, loss)", "no loss", "Name one: \"mse\", \"binary_crossentropy\", …");

    /// <summary>The number of outputs, as far as it is known before data are there.</summary>
    int? Width => model.IsBuilt ? model.OutputShape[-1] : model.Layers[^1].Width;

    public void Compile(Optimizer optimizer, Loss? loss, IReadOnlyList<string> metricNames)
    {
        using var turn = turns.EnterCompile();
        foreach (var name in metricNames)
            Metric.CheckName(name);
        var found = new List<string>();
        if (loss is not null && model.Layers.Count > 0)
            LossCheck.Suits(loss, model.Layers, Width, found);
        (compiled, optimizerIsBuilt, metrics) = (new Compiled(optimizer, loss, metricNames), false, []);
        warnings.Clear();
        warnings.AddRange(found);
    }

    public History Fit(FitSettings fit)
    {
        using var turn = turns.EnterFit();
        _ = Loss;
        DataCheck.Fit(model.Name, fit);
        var (train, validation) = fit.Split();
        train = Prepare(train, fit.ClassWeight, validation, fit.BatchSize);
        StateCheck.Warn(model.Layers, fit.Shuffle, warnings);
        FitCheck.Warn(fit, warnings);
        BuildOptimizer();
        Finite.Weights(model, "before the first step");
        string[] figures = ["loss", .. Compiled.MetricNames];
        Figures = validation is null ? figures : [.. figures, .. figures.Select(figure => "val_" + figure)];
        metrics = NewMetrics(train.Y);
        var history = Epochs(fit, train, validation);
        Finite.Weights(model, "after the last step");
        return history;
    }

    /// <summary>Everything that can be wrong is said before weights are made or changed. Gives the samples with their weights. There is a batch size where they are learned from.</summary>
    Samples Prepare(Samples data, IReadOnlyDictionary<int, double>? classWeight = null, Samples? validation = null, int? batchSize = null)
    {
        var prediction = DataCheck.Data(model, Compiled, data, warnings);
        data = data with { Weights = SampleWeights.Of(data, classWeight, prediction) };
        Finite.Weights(data.Weights, model.DType, "sampleWeight");
        if (validation is { } held)
        {
            SampleWeights.Check(held.Weights, DataCheck.Validation(model, Compiled, held, data.X.Shape, warnings));
            Finite.Weights(held.Weights, model.DType, "validation sampleWeight");
            TargetCheck.Unseen(Loss, data.Y, held.Y, prediction, warnings);
        }
        if (batchSize is { } size)
        {
            model.CheckBatch(data.X.Shape.With(0, (data.Count - 1) % size + 1)); // the last batch is the smallest
            model.CheckStates(data.Count, size);
            if (validation is { } after)
                model.CheckStates(after.Count, size, states: Math.Min(size, data.Count));
        }
        model.Build(data.X.Shape);
        return data;
    }

    History Epochs(FitSettings fit, Samples train, Samples? validation)
    {
        var history = History = new History();
        var progress = new ProgressPrinter(model.Output, fit, train.Count, ProgressPrinter.IsTerminal(model.Output));
        progress.Warn(warnings);
        progress.NoteBatchSize();
        var order = new int[train.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        model.StopTraining = false;
        var callbacks = new CallbackList(fit.Callbacks);
        try
        {
            callbacks.TrainBegin(model);
            for (var epoch = fit.InitialEpoch; epoch < fit.Epochs && !model.StopTraining; epoch++)
            {
                callbacks.EpochBegin(epoch);
                progress.BeginEpoch(epoch);
                if (fit.Shuffle)
                    model.Random.Shuffle<int>(order);
                var logs = Epoch(fit, train, order, epoch, callbacks, progress);
                if (validation is { } held && (epoch + 1) % fit.ValidationFreq == 0)
                    foreach (var (key, value) in tester.Test(held, fit.BatchSize, Loss, NewMetrics(held.Y)))
                        logs["val_" + key] = value;
                var told = warnings.Count;
                Finite.Figures(logs, warnings);
                callbacks.EpochEnd(epoch, logs);
                history.Add(epoch, logs);
                progress.EndEpoch(logs);
                progress.Warn(warnings.Skip(told));
            }
        }
        finally
        {
            callbacks.TrainEnd();
        }
        return history;
    }

    /// <summary>At least one batch, as in Keras, which asks for StopTraining after a batch: without one there would be no loss to report.</summary>
    Logs Epoch(FitSettings fit, Samples train, int[] order, int epoch, CallbackList callbacks, ProgressPrinter progress)
    {
        var (total, counted) = (0.0, 0.0);
        var (batch, seen) = (0, 0);
        var metrics = NewMetrics(train.Y);
        do
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            var rows = order.AsSpan(seen, Math.Min(fit.BatchSize, order.Length - seen));
            var (loss, count) = Step(train, rows, metrics, epoch, batch);
            total += loss * count;
            counted += count;
            seen += rows.Length;
            progress.Batch(batch);
            callbacks.TrainBatchEnd(batch, total / Math.Max(1, counted), metrics);
            batch++;
        }
        while (seen < order.Length && !model.StopTraining);
        if (counted == 0)
            throw Tester.AllMasked(seen);
        return Logs.Of(total / counted, metrics);
    }

    /// <summary>One step of learning on the samples with these numbers; gives their mean loss, and what it is the mean of: the samples, or the time steps that are not masked. Where all are, nothing is learned.</summary>
    (double Loss, double Count) Step(Samples train, ReadOnlySpan<int> rows, Metric[] metrics, int epoch, int batch)
    {
        using var step = arena.BeginStep();
        var (loss, optimizer) = (Loss, Compiled.Optimizer);
        var (x, y, weights) = train.Gather(rows);

        var draws = new Draws(model.Random.Seed, Step: optimizer.Iterations);
        var p = model.Forward(x.Cast(model.DType), new ForwardPass(true, draws));
        var (mask, count) = (model.OutputMask, (double)rows.Length);
        if (mask.HasValue)
            weights = SampleWeights.Masked(weights, mask, p, out count);
        if (count == 0) // padding only, such as an empty text alone in its batch: nothing to learn from
            return (0, 0);
        var value = loss.Value(y, p, weights);
        if (!double.IsFinite(value))
            throw Divergence.Error(model, value, When(epoch, batch), new Samples(x, y, weights), p);

        sideEffects.Remember();
        foreach (var parameter in parameters)
            parameter.Gradient.Fill(0);
        var fused = LossCheck.Fuses(loss, model.Layers);
        model.Backward(fused ? loss.LogitGradient(y, p, weights) : loss.Gradient(y, p, weights), fused);
        Move(optimizer, value, new Samples(x, y, weights), epoch, batch);

        foreach (var metric in metrics)
            metric.Update(y, p, mask);
        return (value, count);
    }

    /// <summary>
    /// The optimizer's step. If a number would not be finite afterwards, the weights, and what Backward changed, are as
    /// before.
    /// </summary>
    void Move(Optimizer optimizer, double loss, Samples samples, int epoch, int batch)
    {
        var average = sideEffects.FirstBad();
        var fault = average is null ? optimizer.TryStep() : null;
        if (average is null && fault is null)
            return;
        var error = average is null ? Divergence.OfStep(model, fault!.Value, loss, samples, When(epoch, batch))
            : Divergence.OfAverage(model, average, samples, When(epoch, batch));
        sideEffects.TakeBack();
        throw error;
    }

    static string When(int epoch, int batch) => $"epoch {epoch + 1}, batch {batch + 1}";

    public Logs TrainOnBatch(Tensor x, Tensor y, Tensor sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var turn = turns.Enter();
        _ = Loss;
        var data = new Samples(x, y, sampleWeight);
        DataCheck.Paired(data);
        data = Prepare(data, classWeight, batchSize: data.Count);
        BuildOptimizer();
        Finite.Weights(model, "before the step");
        var metrics = NewMetrics(y);
        var (loss, count) = Step(data, [.. Enumerable.Range(0, data.Count)], metrics, epoch: 0, batch: 0);
        return count > 0 ? Logs.Of(loss, metrics) : throw Tester.AllMasked(data.Count);
    }

    /// <summary>Forward and back through all samples as one batch, without learning from them. It leaves the gradients in the parameters; gives the loss.</summary>
    public double Look(Tensor x, Tensor y)
    {
        using var turn = turns.Enter();
        _ = Loss;
        var data = new Samples(x, y, default);
        DataCheck.Paired(data);
        model.CheckStates(data.Count, data.Count);
        data = Prepare(data);
        using var step = arena.BeginStep();
        var p = model.Forward(data.X.Cast(model.DType), ForwardPass.Use);
        var (weights, count) = (default(Tensor), (double)data.Count);
        if (model.OutputMask is { HasValue: true } mask)
            weights = SampleWeights.Masked(default, mask, p, out count);
        if (count == 0)
            throw Tester.AllMasked(data.Count);
        foreach (var parameter in model.AllParameters())
            parameter.Gradient.Fill(0);
        var fused = LossCheck.Fuses(Loss, model.Layers);
        model.Backward(fused ? Loss.LogitGradient(y, p, weights) : Loss.Gradient(y, p, weights), fused);
        return Loss.Value(y, p, weights);
    }

    public Logs Evaluate(Tensor x, Tensor y, int batchSize, int verbose, Tensor sampleWeight)
    {
        using var turn = turns.Enter();
        _ = Loss;
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        DataCheck.Verbose(verbose);
        var data = new Samples(x, y, sampleWeight);
        DataCheck.Paired(data);
        model.CheckStates(data.Count, batchSize);
        var logs = tester.Test(Prepare(data), batchSize, Loss, NewMetrics(y), isFinite: true);
        if (verbose > 0)
            model.Output.WriteLine(ProgressPrinter.Line(logs));
        return logs;
    }

    /// <summary>The class of every sample of a prediction, as the loss would read it.</summary>
    public Tensor Classes(Tensor p)
    {
        using var turn = turns.Enter();
        return OutputReader.Classes(p, compiled?.Loss, model.Layers, warnings);
    }

    public bool LargerIsBetter(string key)
    {
        var name = key.StartsWith("val_", StringComparison.Ordinal) ? key[4..] : key;
        return metrics.Any(metric => metric.Name == name && metric.LargerIsBetter);
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
        (parameters, sideEffects, optimizerIsBuilt) = ([.. model.AllParameters()], new SideEffects(model), true);
    }

    Metric[] NewMetrics(Tensor y) =>
        [.. Compiled.MetricNames.Select(name => Metric.Create(name, model.OutputShape, y.Shape, Compiled.Loss))];
}
