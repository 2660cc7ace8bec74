using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Callbacks;

/// <summary>
/// Multiplies the learning rate by a factor when a figure has not improved for a number of epochs: smaller steps may
/// find a way down where large ones jump to and fro.
/// As in Keras 3: the rate never falls below minLr; after a reduction the epochs of the cooldown are not counted; the
/// history gets a "learning_rate", that of the epoch, before it is reduced. Unlike in Keras 3, a value that is NaN or
/// infinite is never the best, not even the first; and a figure that Fit does not report is an error (there, a
/// warning in every epoch). An optimizer whose rate follows a schedule is an error, as in Keras.
/// </summary>
public sealed class ReduceLROnPlateau : Callback
{
    readonly MonitoredFigure figure;
    readonly double factor, minLr;
    readonly int patience, cooldown, verbose;

    double? best;
    int wait, cooling; // epochs without improvement; epochs of the cooldown that are left

    /// <param name="monitor">The key of the logs to watch, "val_loss" by default.</param>
    /// <param name="factor">What the rate is multiplied by, in [0, 1); 0.1 by default.</param>
    /// <param name="patience">How many epochs without improvement it takes, 10 by default.</param>
    /// <param name="verbose">1 prints every reduction; 0 (the default) does not.</param>
    /// <param name="mode">"min", "max", or "auto" (the default): losses and errors are to fall, accuracies to
    /// rise.</param>
    /// <param name="minDelta">How much better a value must be to count, 0.0001 by default.</param>
    /// <param name="cooldown">How many epochs after a reduction are not counted, 0 by default.</param>
    /// <param name="minLr">The smallest rate, 0 by default.</param>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    /// <exception cref="UnknownNameException">There is no such mode.</exception>
    public ReduceLROnPlateau(
        string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto",
        double minDelta = 1e-4, int cooldown = 0, double minLr = 0)
    {
        figure = new MonitoredFigure(nameof(ReduceLROnPlateau), monitor, mode, minDelta);
        this.factor = Hyperparameter.Share(factor, "ReduceLROnPlateau: factor");
        this.patience = Hyperparameter.AtLeast(0, patience, "ReduceLROnPlateau: patience");
        this.verbose = Hyperparameter.Verbose(verbose, nameof(ReduceLROnPlateau));
        this.cooldown = Hyperparameter.AtLeast(0, cooldown, "ReduceLROnPlateau: cooldown");
        this.minLr = Hyperparameter.NotNegative(minLr, "ReduceLROnPlateau: minLr", "0 is no limit.");
    }

    /// <inheritdoc/>
    public override bool WantsBatches => false;

    /// <inheritdoc/>
    /// <exception cref="ModelException">Fit will not report the figure to watch, or the rate follows a schedule; said
    /// before any weight changes.</exception>
    public override void OnTrainBegin()
    {
        (best, wait, cooling) = (null, 0, 0);
        figure.Check(Model);
        Model.Optimizer.LearningRate = Model.Optimizer.LearningRate; // refused where a schedule gives it
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("best", ref best);
        state.Field("wait", ref wait);
        state.Field("cooling", ref cooling);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        logs["learning_rate"] = Model.Optimizer.LearningRate;
        if (figure.Of(Model, logs) is not { } value)
            return;
        if (cooling > 0)
            cooling--;
        if (figure.IsBest(Model, value, best))
            (best, wait) = (value, 0);
        else if (cooling == 0 && ++wait >= patience && Model.Optimizer.LearningRate > minLr)
        {
            Reduce(epoch);
            (cooling, wait) = (cooldown, 0);
        }
    }

    void Reduce(int epoch)
    {
        var rate = Math.Max(Model.Optimizer.LearningRate * factor, minLr);
        Model.Optimizer.LearningRate = rate;
        if (verbose > 0)
            Say($"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {rate}.");
    }
}
