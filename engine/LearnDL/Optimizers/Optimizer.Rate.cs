namespace LearnDL.Optimizers;

// The learning rate: a number that may be changed between steps, or what a schedule gives for each.
public abstract partial class Optimizer
{
    double learningRate; // with a schedule, that of the running step
    bool isStepping;
    LearningRateSchedule? schedule;

    /// <summary>
    /// How far a step goes; may be changed between steps. 0, where a schedule may end, moves nothing. With a schedule
    /// it is what that gives for the next step.
    /// </summary>
    /// <exception cref="HyperparameterException">Not a finite number of at least 0.</exception>
    /// <exception cref="ModelException">It is set while a schedule gives it.</exception>
    public double LearningRate
    {
        get => schedule is null || isStepping ? learningRate : schedule.At(batches);
        set
        {
            if (schedule is not null)
                throw new ModelException(
                    $"{GetType().Name}.LearningRate follows a {schedule.GetType().Name} and cannot be set.",
                    "a rate that was given as a number", $"{value} to set, and a schedule",
                    "Set Schedule = null first, give another schedule, or leave out the callback that sets the rate.");
            learningRate = Hyperparameter.NotNegative(value, $"{GetType().Name}.LearningRate",
                "Common values lie between 1e-5 and 1. A negative rate would climb the loss.");
        }
    }

    /// <summary>
    /// What gives the rate of every step, if not a number; may be changed between steps. Without it, the rate stays as
    /// it was then.
    /// </summary>
    public LearningRateSchedule? Schedule
    {
        get => schedule;
        set
        {
            if (value is null)
                learningRate = LearningRate;
            schedule = value;
        }
    }

    /// <summary>Asks the schedule for the rate of the step that begins.</summary>
    void TakeRate()
    {
        if (schedule is not null)
        {
            var rate = schedule.At(batches);
            if (!double.IsFinite(rate) || rate < -1e-15) // below 0 by rounding only, it counts as 0
                throw new HyperparameterException(
                    $"{schedule.GetType().Name} gives no learning rate for step {batches}.",
                    $"{GetType().Name}.LearningRate: a finite number >= 0", $"{rate} from At({batches})",
                    "Let the schedule end at 0: Math.Max(0, …).");
            learningRate = Math.Max(0, rate);
        }
        isStepping = true;
    }
}
