using LearnDL.Callbacks;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// The loops of a training: epochs over batches, with what is reported of them. What is done with a batch,
/// <see cref="Learner"/> says.
/// </summary>
sealed class Trainer(Model model, ModelSetup setup, ModelLock modelLock, Arena arena, Tester tester)
{
    Learner? learner; // with the optimizer's numbers, from one Fit to the next
    Figures? figures; // of the running epoch; of Fit, they tell which way is better

    public History? History { get; private set; }

    /// <summary>What Fit reports itself.</summary>
    public IReadOnlyList<string> Reported { get; private set; } = [];

    public History Fit(FitSettings fit)
    {
        using var held = modelLock.EnterFit();
        var training = setup.WithLoss;
        fit = FitCheck.Settings(model, training, fit);
        var (train, validation) = fit.Split();
        train = DataPreparation.ForTraining(model, setup, train, validation, fit.ClassWeight, fit.BatchSize);
        StateCheck.Warn(model, fit.Shuffle, setup.Warnings);
        FitCheck.Warn(fit, setup.Warnings);
        MakeLearner();
        FiniteCheck.ModelWeights(model, "before the first step");
        Reported = validation is null ? training.Figures
            : [.. training.Figures, .. training.Figures.Select(figure => "val_" + figure)];
        figures = new Figures(model, training, train);
        var history = Epochs(fit, train, validation);
        FiniteCheck.ModelWeights(model, "after the last step");
        return history;
    }

    History Epochs(FitSettings fit, Samples train, Samples? validation)
    {
        var history = History = new History();
        var steps = (train.Count + fit.BatchSize - 1) / fit.BatchSize;
        var progress = new ProgressPrinter(Screen.Of(model.Writer), fit.Verbose, steps);
        progress.Warn(setup.Warnings);
        progress.NoteBatchSize(fit.BatchSize, train.Count);
        int[] order = [.. Enumerable.Range(0, train.Count)];
        model.StopTraining = false;
        var callbacks = new CallbackList(model, fit.Callbacks, progress);
        callbacks.InTraining(() =>
        {
            for (var epoch = fit.InitialEpoch; epoch < fit.Epochs && !model.StopTraining; epoch++)
            {
                callbacks.EpochBegin(epoch);
                progress.BeginEpoch(epoch, fit.Epochs);
                var printed = setup.Warnings.Count;
                if (fit.Shuffle)
                    model.Random.Shuffle<int>(order);
                var logs = Epoch(fit, train, order, epoch, callbacks);
                if (validation is { } held && (epoch + 1) % fit.ValidationFreq == 0)
                    Validate(held, fit.BatchSize, logs, callbacks);
                FiniteCheck.WarnOfFigures(logs, setup.Warnings);
                callbacks.EpochEnd(epoch, logs);
                history.Add(epoch, logs);
                progress.End(logs);
                progress.Warn(setup.Warnings.Skip(printed));
            }
            setup.Training.Optimizer.TakeAverages();
        });
        return history;
    }

    /// <summary>
    /// At least one batch, as in Keras, which asks for StopTraining after a batch: without one there would be no loss
    /// to report.
    /// </summary>
    Logs Epoch(FitSettings fit, Samples train, int[] order, int epoch, CallbackList callbacks)
    {
        var (batch, seen) = (0, 0);
        figures = new Figures(model, setup.WithLoss, train);
        do
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            var rows = order.AsSpan(seen, Math.Min(fit.BatchSize, order.Length - seen));
            callbacks.TrainBatchBegin(batch);
            Learn(train, rows, new BatchNumber(epoch, batch), callbacks.EndsOnNaN);
            seen += rows.Length;
            callbacks.TrainBatchEnd(batch, figures);
            batch++;
        }
        while (seen < order.Length && !model.StopTraining);
        MaskCheck.NotOnlyPadding(figures.Counted, seen);
        return figures.ToLogs();
    }

    /// <summary>
    /// Learns from the samples with these numbers. A step that cannot be taken is an error, or, with TerminateOnNaN, a
    /// loss of NaN and a warning.
    /// </summary>
    void Learn(Samples train, ReadOnlySpan<int> rows, BatchNumber number, bool endsOnNaN)
    {
        using var scope = arena.BeginScope();
        try
        {
            learner!.Learn(train.Gather(rows), figures!, number);
        }
        catch (DataException error) when (endsOnNaN && error.IsDivergence)
        {
            setup.Warnings.AddOnce($"{error.What} {error.Fix}");
            figures!.Spoil();
        }
    }

    void Validate(Samples held, int batchSize, Logs logs, CallbackList callbacks)
    {
        foreach (var (key, value) in tester.Test(held, batchSize, mustBeFinite: false, callbacks))
            logs["val_" + key] = value;
    }

    public Logs TrainOnBatch(Samples data, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var held = modelLock.Enter();
        data = DataCheck.Paired(model, setup.WithLoss, data);
        data = DataPreparation.ForTraining(model, setup, data, validation: null, classWeight, data.Count);
        MakeLearner();
        FiniteCheck.ModelWeights(model, "before the step");
        var step = new Figures(model, setup.WithLoss, data);
        using var scope = arena.BeginScope();
        learner!.Learn(data, step, new BatchNumber(0, 0));
        MaskCheck.NotOnlyPadding(step.Counted, data.Count);
        return step.ToLogs();
    }

    /// <summary>Makes the learner when Compile was called since the last training.</summary>
    void MakeLearner()
    {
        if (learner?.Setup == setup.Training)
            learner.CheckWeights();
        else
            learner = new Learner(model, setup.Training);
    }

    public bool LargerIsBetter(string key)
    {
        var name = key.StartsWith("val_", StringComparison.Ordinal) ? key[4..] : key;
        return figures?.Find(name)?.LargerIsBetter ?? false;
    }
}
