namespace LearnDL.Optimizers;

/// <summary>
/// What an optimizer takes as its learning rate: a number, or a schedule that gives one for every step. Both can stand
/// where it is wanted: <c>new Adam(0.001)</c>, <c>new Adam(new CosineDecay(0.001, 5000))</c>.
/// </summary>
public readonly record struct LearningRate
{
    /// <summary>The number, where there is no schedule.</summary>
    internal double Number { get; private init; }

    internal LearningRateSchedule? Schedule { get; private init; }

    /// <summary>The same rate in every step, until it is changed.</summary>
    public static implicit operator LearningRate(double number) => new() { Number = number };

    /// <summary>The rate of every step by its number.</summary>
    /// <exception cref="HyperparameterException">There is no schedule.</exception>
    public static implicit operator LearningRate(LearningRateSchedule schedule) => schedule is null
        ? throw new HyperparameterException("The learning rate is missing.", "a number or a schedule", "null",
            "Give one, such as 0.001, or leave the argument out.")
        : new() { Schedule = schedule };
}
