using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>Sets the learning rate before every epoch: <c>schedule(epoch, rate)</c> gives the new rate. The history gets a "learning_rate".</summary>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : Callback
{
    /// <inheritdoc/>
    public override bool WantsBatches => false;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => Model.Optimizer.LearningRate = schedule(epoch, Model.Optimizer.LearningRate);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => logs["learning_rate"] = Model.Optimizer.LearningRate;
}
