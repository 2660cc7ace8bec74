using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>
/// Sets the learning rate before every epoch: <c>schedule(epoch, rate)</c> or <c>schedule(epoch)</c> gives the new
/// rate, 0 or more. A rate below 0 by no more than rounding, as 0.3 − 0.1·3 is, counts as 0. The history gets a
/// "learning_rate".
/// </summary>
public sealed class LearningRateScheduler : Callback
{
    readonly Func<int, double, double> schedule;
    readonly int verbose;

    /// <param name="schedule">The rate of an epoch, by its index from 0 and the rate before.</param>
    /// <param name="verbose">1 prints the rate before every epoch; 0 (the default) does not.</param>
    public LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) =>
        (this.schedule, this.verbose) = (schedule, Hyperparameter.Verbose(verbose, nameof(LearningRateScheduler)));

    /// <param name="schedule">The rate of an epoch, by its index from 0.</param>
    /// <param name="verbose">1 prints the rate before every epoch; 0 (the default) does not.</param>
    public LearningRateScheduler(Func<int, double> schedule, int verbose = 0)
        : this((epoch, _) => schedule(epoch), verbose)
    {
    }

    /// <inheritdoc/>
    public override bool WantsBatches => false;

    /// <inheritdoc/>
    /// <exception cref="HyperparameterException">The schedule gives a rate that is negative or not finite.</exception>
    public override void OnEpochBegin(int epoch)
    {
        var optimizer = Model.Optimizer;
        var rate = schedule(epoch, optimizer.LearningRate);
        if (!double.IsFinite(rate) || rate < -1e-15)
            throw new HyperparameterException($"The schedule gives no learning rate for epoch {epoch + 1}.",
                $"{optimizer.GetType().Name}.LearningRate: a finite number >= 0",
                $"{rate} from schedule({epoch}, {optimizer.LearningRate})",
                "Let the schedule end at 0: Math.Max(0, …).");
        optimizer.LearningRate = Math.Max(0, rate);
        if (verbose > 0)
            Say($"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {optimizer.LearningRate}.");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => logs["learning_rate"] = Model.Optimizer.LearningRate;
}
