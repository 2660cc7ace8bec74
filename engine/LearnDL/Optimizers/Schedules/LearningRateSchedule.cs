namespace LearnDL.Optimizers;

/// <summary>
/// Gives the learning rate of every step, by its number from 0 on. An optimizer takes one in place of a number. With
/// <see cref="Optimizer.GradientAccumulationSteps"/> it is asked by the number of the batch, as in Keras 3. Rates are
/// computed in Float64.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of a step, at least 0.</summary>
    /// <param name="step">How many were taken before it: 0 for the first.</param>
    public abstract double At(long step);

    /// <summary>A rate that a schedule begins with, ends with or passes through.</summary>
    private protected double Rate(double value, string name) =>
        Hyperparameter.NotNegative(value, $"{GetType().Name}: {name}", "A negative rate would climb the loss.");

    /// <summary>The number of steps that something takes.</summary>
    private protected double Steps(double value, string name) =>
        Hyperparameter.Positive(value, $"{GetType().Name}: {name}", "Count steps, that is batches, not epochs.");
}
