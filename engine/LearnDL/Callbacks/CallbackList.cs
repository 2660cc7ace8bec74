using LearnDL.Metrics;
using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>The callbacks of one Fit, told everything one after the other.</summary>
sealed class CallbackList(IReadOnlyList<Callback> callbacks)
{
    int begun;

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

    public void TrainBatchEnd(int batch, double loss, Metric[] metrics)
    {
        foreach (var callback in callbacks)
            if (callback.WantsBatches)
                callback.OnTrainBatchEnd(batch, Logs.Of(loss, metrics));
    }

    public void EpochEnd(int epoch, Logs logs)
    {
        foreach (var callback in callbacks)
            callback.OnEpochEnd(epoch, logs);
    }

    /// <summary>Tells the end to those that were told the beginning. From here on none of them knows the model.</summary>
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
