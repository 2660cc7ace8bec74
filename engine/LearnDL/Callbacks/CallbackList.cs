using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>The callbacks of one Fit, called one after the other.</summary>
sealed class CallbackList(IReadOnlyList<Callback> callbacks)
{
    int begun;

    /// <summary>
    /// A callback keeps numbers of its own, as EarlyStopping the best value: two trainings at once, or one that calls
    /// it twice, would mix them up.
    /// </summary>
    /// <exception cref="ModelException">One is in the list twice, or at work in another Fit.</exception>
    public static void Check(IReadOnlyList<Callback> callbacks)
    {
        for (var i = 0; i < callbacks.Count; i++)
        {
            var kind = callbacks[i].GetType().Name;
            for (var other = 0; other < i; other++)
                if (callbacks[other] == callbacks[i])
                    throw new ModelException($"A {kind} was given to Fit twice.", "every callback once",
                        $"callbacks {other + 1} and {i + 1} are the same object",
                        $"Leave one out, or make a second {kind}.");
            if (callbacks[i].IsAtWork)
                throw new ModelException(
                    $"A {kind} is at work in another Fit.", "a callback of its own for each running Fit",
                    "one that a running Fit was given", $"Make a new {kind}, or wait until the other Fit has ended.");
        }
    }

    public void TrainBegin(Model model)
    {
        foreach (var callback in callbacks)
        {
            callback.Model = model;
            callback.OnTrainBegin();
            begun++;
        }
    }

    public void EpochBegin(int epoch)
    {
        foreach (var callback in callbacks)
            callback.OnEpochBegin(epoch);
    }

    public void TrainBatchEnd(int batch, Figures figures)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTrainBatchEnd(batch, figures.ToLogs());
    }

    public void EpochEnd(int epoch, Logs logs)
    {
        foreach (var callback in callbacks)
            callback.OnEpochEnd(epoch, logs);
    }

    /// <summary>
    /// Calls OnTrainEnd of those whose OnTrainBegin was called. From here on none of them knows the model.
    /// </summary>
    public void TrainEnd()
    {
        try
        {
            foreach (var callback in callbacks.Take(begun))
                callback.OnTrainEnd();
        }
        finally
        {
            foreach (var callback in callbacks)
                callback.Model = null;
        }
    }
}
