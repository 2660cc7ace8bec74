using System.Runtime.ExceptionServices;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Callbacks;

/// <summary>
/// The callbacks of one Fit, Evaluate or Predict, called one after the other, and behind them the progress bar. What
/// is called for each batch allocates nothing where no callback wants batches.
/// </summary>
sealed class CallbackList(Model model, IReadOnlyList<Callback> given, ProgressPrinter progress)
{
    readonly Callback[] callbacks = [.. given];
    bool isFitting;
    Logs last = [];

    /// <summary>Whether a step that would not be finite ends the training without an error.</summary>
    public bool EndsOnNaN { get; } = given.Any(callback => callback.EndsOnNaN);

    /// <summary>
    /// A callback keeps numbers of its own, as EarlyStopping the best value: two trainings at once, or one that calls
    /// it twice, would mix them up.
    /// </summary>
    /// <param name="callbacks">Those that were given.</param>
    /// <param name="method">What they were given to: Fit, Evaluate or Predict.</param>
    /// <exception cref="ModelException">One is in the list twice, or at work in another Fit.</exception>
    public static void Check(IReadOnlyList<Callback> callbacks, string method)
    {
        for (var i = 0; i < callbacks.Count; i++)
        {
            var kind = callbacks[i].GetType().Name;
            for (var other = 0; other < i; other++)
                if (callbacks[other] == callbacks[i])
                    throw new ModelException($"A {kind} was given to {method} twice.", "every callback once",
                        $"callbacks {other + 1} and {i + 1} are the same object",
                        $"Leave one out, or make a second {kind}.");
            if (callbacks[i].IsAtWork)
                throw new ModelException($"A {kind} is at work in another Fit, Evaluate or Predict.",
                    "a callback of its own for each that runs", $"one that is in use, given to {method}",
                    $"Make a new {kind}, or wait until the other has ended.");
        }
    }

    /// <summary>A training, between OnTrainBegin and OnTrainEnd.</summary>
    public void InTraining(Action train)
    {
        isFitting = true;
        Within(callback => callback.OnTrainBegin(), train, callback => callback.OnTrainEnd(last), leave: true);
    }

    public void EpochBegin(int epoch)
    {
        foreach (var callback in callbacks)
            callback.OnEpochBegin(epoch);
    }

    public void TrainBatchBegin(int batch)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTrainBatchBegin(batch);
    }

    public void TrainBatchEnd(int batch, IFigures figures)
    {
        var logs = default(Logs); // one for all of them, as a metric may take long
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTrainBatchEnd(batch, logs ??= figures.ToLogs());
        progress.Batch(figures);
    }

    public void EpochEnd(int epoch, Logs logs)
    {
        foreach (var callback in callbacks)
            callback.OnEpochEnd(epoch, logs);
        last = logs;
    }

    /// <summary>A test, between OnTestBegin and OnTestEnd. It shows its progress, unless it is part of a Fit.</summary>
    public Logs InTest(Func<Logs> test)
    {
        var logs = new Logs();
        Within(callback => callback.OnTestBegin(), () =>
        {
            if (!isFitting)
                progress.Begin();
            logs = test();
        }, callback => callback.OnTestEnd(logs), leave: !isFitting);
        if (!isFitting)
            progress.End(logs);
        return logs;
    }

    public void TestBatchBegin(int batch)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTestBatchBegin(batch);
    }

    public void TestBatchEnd(int batch, IFigures figures)
    {
        var logs = default(Logs);
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTestBatchEnd(batch, logs ??= figures.ToLogs());
        if (!isFitting)
            progress.Batch(figures);
    }

    /// <summary>A prediction, between OnPredictBegin and OnPredictEnd.</summary>
    public void InPrediction(Action predict)
    {
        Within(callback => callback.OnPredictBegin(), () =>
        {
            progress.Begin();
            predict();
        }, callback => callback.OnPredictEnd(), leave: true);
        progress.End([]);
    }

    public void PredictBatchBegin(int batch)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnPredictBatchBegin(batch);
    }

    public void PredictBatchEnd(int batch, Tensor[] results, Range rows)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnPredictBatchEnd(batch, [.. results.Select(result => result[rows])]);
        progress.Batch();
    }

    /// <summary>
    /// Tells the beginning, does the work, and tells the end to those that were told the beginning, whatever happens.
    /// After the last end none of them knows the model.
    /// </summary>
    void Within(Action<Callback> begin, Action work, Action<Callback> end, bool leave)
    {
        var begun = 0;
        ExceptionDispatchInfo? error = null; // the first: what an end hook says of it would only hide it
        try
        {
            foreach (var callback in callbacks)
            {
                (callback.Model, callback.Progress) = (model, progress);
                begin(callback);
                begun++;
            }
            work();
        }
        catch (Exception e)
        {
            progress.EndLine(); // what the error prints should not continue the line of the bar
            error = ExceptionDispatchInfo.Capture(e);
        }
        for (var i = 0; i < begun; i++)
            try
            {
                end(callbacks[i]);
            }
            catch (Exception e)
            {
                error ??= ExceptionDispatchInfo.Capture(e);
            }
        if (leave)
            foreach (var callback in callbacks)
                (callback.Model, callback.Progress) = (null, null);
        error?.Throw();
    }
}
