using LearnDL.Callbacks;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// The loops of one Fit: epochs over batches, with what is reported of them. It knows how far it has come, and so a
/// <see cref="BackupAndRestore"/> can write that down, and let another Fit go on from there.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="setup">What it was given by Compile.</param>
/// <param name="arena">Where the tensors of a batch come from.</param>
/// <param name="tester">Validates.</param>
/// <param name="learner">Learns from a batch.</param>
/// <param name="fit">The arguments of Fit.</param>
/// <param name="first">The samples, or the first batch of them.</param>
/// <param name="batches">The batches.</param>
/// <param name="validation">What to validate on.</param>
sealed class TrainingLoop(Model model, ModelSetup setup, Arena arena, Tester tester, Learner learner, FitSettings fit,
    Samples first, IBatches batches, Validation? validation)
{
    readonly ProgressPrinter progress =
        new(Screen.Of(model.Writer), fit.Verbose, fit.StepsPerEpoch ?? batches.Count);
    readonly BackupAndRestore? backup = fit.Callbacks.OfType<BackupAndRestore>().SingleOrDefault();

    // what comes next: this batch of this epoch, of which so many samples were seen
    int epoch = fit.InitialEpoch, batch, seen;
    bool isInPass; // with stepsPerEpoch, a pass goes on from one epoch to the next

    /// <summary>Those of the running epoch.</summary>
    public Figures Figures { get; private set; } = new(model, setup.WithLoss, first);

    Action<TrainingState> keep = _ => { }; // Keep, made once

    /// <summary>What is reported, epoch by epoch.</summary>
    public History History { get; } = new();

    public void Run()
    {
        progress.Warn(setup.Warnings);
        if (fit.Batches is null)
            progress.NoteBatchSize(fit.BatchSize, first.Count);
        model.StopTraining = false;
        keep = Keep;
        var callbacks = new CallbackList(model, fit.Callbacks, progress);
        var kept = backup?.Find(model);
        foreach (var callback in fit.Callbacks)
            callback.IsResuming = kept is not null;
        callbacks.InTraining(() =>
        {
            if (kept is not null)
                Resume(kept, callbacks);
            else if (backup?.IsWithinEpochs == true)
                Figures.Keep(new TrainingState()); // a metric that cannot be kept says so before the first batch
            while (epoch < fit.Epochs && !(batch == 0 && model.StopTraining))
                Epoch(callbacks);
            setup.Training.Optimizer.TakeAverages();
        });
        foreach (var callback in fit.Callbacks)
            callback.IsResuming = false;
        backup?.Complete(progress);
    }

    void Epoch(CallbackList callbacks)
    {
        if (batch == 0)
            callbacks.EpochBegin(epoch);
        progress.BeginEpoch(epoch, fit.Epochs);
        var printed = setup.Warnings.Count;
        if (batch == 0 && (!isInPass || fit.StepsPerEpoch is null))
            batches.BeginPass();
        isInPass = true;
        var logs = Batches(callbacks);
        if (validation is not null && (epoch + 1) % fit.ValidationFreq == 0)
            Validate(logs, callbacks);
        FiniteCheck.WarnOfFigures(logs, setup.Warnings);
        callbacks.EpochEnd(epoch, logs);
        History.Add(epoch, logs);
        progress.End(logs);
        progress.Warn(setup.Warnings.Skip(printed));
        (epoch, batch, seen) = (epoch + 1, 0, 0);
        backup?.AfterEpoch(keep);
    }

    /// <summary>
    /// At least one batch, as in Keras, which asks for StopTraining after a batch: without one there would be no loss
    /// to report. With stepsPerEpoch an epoch goes on where the one before ended, and from the end on with a new pass.
    /// </summary>
    Logs Batches(CallbackList callbacks)
    {
        if (batch == 0)
            Figures = new Figures(model, setup.WithLoss, first);
        while (batch == 0 || (!model.StopTraining
            && (fit.StepsPerEpoch is { } steps ? batch < steps : batches.HasMore())))
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            if (!batches.HasMore())
                batches.BeginPass();
            callbacks.TrainBatchBegin(batch);
            seen += Learn(new BatchNumber(epoch, batch), callbacks.EndsOnNaN);
            callbacks.TrainBatchEnd(batch, Figures);
            batch++;
            backup?.AfterBatch(keep);
        }
        MaskCheck.NotOnlyPadding(Figures.Counted, seen);
        return Figures.ToLogs();
    }

    /// <summary>
    /// Learns from the next batch, and gives the number of its samples. A step that cannot be taken is an error, or,
    /// with TerminateOnNaN, a loss of NaN and a warning.
    /// </summary>
    int Learn(BatchNumber number, bool endsOnNaN)
    {
        using var scope = arena.BeginScope();
        var samples = batches.Next();
        try
        {
            learner.Learn(samples, Figures, number);
        }
        catch (DataException error) when (endsOnNaN && error.IsDivergence)
        {
            setup.Warnings.AddOnce($"{error.What} {error.Fix}");
            Figures.Spoil();
        }
        return samples.Count;
    }

    void Validate(Logs logs, CallbackList callbacks)
    {
        foreach (var (key, value) in validation!.Test(tester, callbacks))
            logs["val_" + key] = value;
    }

    /// <summary>
    /// Goes on where a training was broken off. Callbacks are told the beginnings first, that of the epoch too, and
    /// then get what they had gathered. Where something does not fit, all is as before.
    /// </summary>
    void Resume(TrainingState kept, CallbackList callbacks)
    {
        var now = new TrainingState();
        Keep(now);
        var before = now.Copy();
        try
        {
            Keep(kept);
            if (batch > 0)
            {
                callbacks.EpochBegin(epoch); // it may set a rate, and begins counts anew
                KeepCounts(kept);
            }
            kept.CheckAllRead();
        }
        catch
        {
            Keep(before);
            throw;
        }
        FiniteCheck.ModelWeights(model, "in the backup");
    }

    /// <summary>All that the rest of the training depends on, but the data and the arguments of Fit.</summary>
    void Keep(TrainingState state)
    {
        var (place, stops) = (state.Part("fit"), model.StopTraining);
        place.Same("number of samples", fit.Batches is null ? $"{first.Count}" : "any");
        place.Same("batchSize", fit.Batches is null ? $"{fit.BatchSize}" : "any");
        place.Same("shuffle", $"{fit.Shuffle && fit.Batches is null}");
        place.Same("stepsPerEpoch", $"{fit.StepsPerEpoch}");
        place.Same("list of callbacks", string.Join(", ", fit.Callbacks.Select(callback => callback.GetType().Name)));
        ModelState.KeepWeights(model, state);
        place.Field("epoch", ref epoch, least: 0);
        place.Field("batch", ref batch, least: 0);
        place.Field("seen", ref seen, least: 0);
        place.Field("is_in_pass", ref isInPass);
        place.Field("stops", ref stops);
        model.StopTraining = stops;
        batches.Keep(place.Part("batches"), isWithin: batch > 0 || fit.StepsPerEpoch is not null);
        if (batch > 0)
            Figures.Keep(place.Part("figures"));
        History.Keep(place.Part("history"));
        KeepCounts(state);
    }

    /// <summary>What the optimizer and the callbacks have gathered, and the random numbers to come.</summary>
    void KeepCounts(TrainingState state)
    {
        ModelState.Keep(model, state);
        for (var i = 0; i < fit.Callbacks.Count; i++)
            fit.Callbacks[i].KeepState(state.Part($"callback_{i}"));
    }
}
