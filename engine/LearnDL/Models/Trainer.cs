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
        using var entered = modelLock.EnterFit();
        var training = setup.WithLoss;
        fit = FitCheck.Settings(model, training, fit);
        var (train, held) = fit.Batches is null ? fit.Split() : (default, fit.ValidationData?.Samples);
        held = held?.First(fit.ValidationSteps, fit.ValidationBatch);
        using var given = fit.Batches is null ? null : new GivenBatches(fit.Batches, fit, model, setup);
        given?.BeginPass();
        train = given?.Peek() ?? train;
        using var validation = fit.ValidationData?.Batches is { } made
            ? Validation.Of(made, fit, model, setup, train)
            : held is { } samples ? new Validation(samples, fit.ValidationBatch) : null;
        if (given is null)
            train = DataPreparation.ForTraining(model, setup, train, held, fit);
        else if (held is { } beside)
            DataPreparation.ForValidation(model, setup, train.X, beside, fit.ValidationBatch);
        StateCheck.Warn(model, fit.Shuffle && given is null, setup.Warnings);
        FitCheck.Warn(fit, setup.Warnings);
        MakeLearner();
        FiniteCheck.ModelWeights(model, "before the first step");
        Reported = validation is null ? training.Figures
            : [.. training.Figures, .. training.Figures.Select(figure => "val_" + figure)];
        figures = new Figures(model, training, train);
        IBatches batches = (IBatches?)given
            ?? new SampleBatches(train, fit.BatchSize, fit.Shuffle ? model.Random : null);
        var history = Epochs(fit, train, batches, validation);
        FiniteCheck.ModelWeights(model, "after the last step");
        return history;
    }

    History Epochs(FitSettings fit, Samples first, IBatches batches, Validation? validation)
    {
        var history = History = new History();
        var progress = new ProgressPrinter(Screen.Of(model.Writer), fit.Verbose, fit.StepsPerEpoch ?? batches.Count);
        progress.Warn(setup.Warnings);
        if (fit.Batches is null)
            progress.NoteBatchSize(fit.BatchSize, first.Count);
        model.StopTraining = false;
        var callbacks = new CallbackList(model, fit.Callbacks, progress);
        callbacks.InTraining(() =>
        {
            for (var epoch = fit.InitialEpoch; epoch < fit.Epochs && !model.StopTraining; epoch++)
            {
                callbacks.EpochBegin(epoch);
                progress.BeginEpoch(epoch, fit.Epochs);
                var printed = setup.Warnings.Count;
                if (epoch == fit.InitialEpoch || fit.StepsPerEpoch is null)
                    batches.BeginPass();
                var logs = Epoch(fit, first, batches, epoch, callbacks);
                if (validation is not null && (epoch + 1) % fit.ValidationFreq == 0)
                    Validate(validation, logs, callbacks);
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
    /// to report. With stepsPerEpoch an epoch goes on where the one before ended, and from the end on with a new pass.
    /// </summary>
    Logs Epoch(FitSettings fit, Samples first, IBatches batches, int epoch, CallbackList callbacks)
    {
        var (batch, seen) = (0, 0);
        figures = new Figures(model, setup.WithLoss, first);
        do
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            if (!batches.HasMore())
                batches.BeginPass();
            callbacks.TrainBatchBegin(batch);
            seen += Learn(batches, new BatchNumber(epoch, batch), callbacks.EndsOnNaN);
            callbacks.TrainBatchEnd(batch, figures);
            batch++;
        }
        while (!model.StopTraining && (fit.StepsPerEpoch is { } steps ? batch < steps : batches.HasMore()));
        MaskCheck.NotOnlyPadding(figures.Counted, seen);
        return figures.ToLogs();
    }

    /// <summary>
    /// Learns from the next batch, and gives the number of its samples. A step that cannot be taken is an error, or,
    /// with TerminateOnNaN, a loss of NaN and a warning.
    /// </summary>
    int Learn(IBatches batches, BatchNumber number, bool endsOnNaN)
    {
        using var scope = arena.BeginScope();
        var batch = batches.Next();
        try
        {
            learner!.Learn(batch, figures!, number);
        }
        catch (DataException error) when (endsOnNaN && error.IsDivergence)
        {
            setup.Warnings.AddOnce($"{error.What} {error.Fix}");
            figures!.Spoil();
        }
        return batch.Count;
    }

    void Validate(Validation validation, Logs logs, CallbackList callbacks)
    {
        foreach (var (key, value) in validation.Test(tester, callbacks))
            logs["val_" + key] = value;
    }

    public Logs TrainOnBatch(Samples data, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var held = modelLock.Enter();
        data = DataCheck.Paired(model, setup.WithLoss, data);
        data = DataPreparation.ForTraining(model, setup, data, classWeight, setup.Warnings);
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
