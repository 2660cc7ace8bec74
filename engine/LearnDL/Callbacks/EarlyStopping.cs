using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Callbacks;

/// <summary>
/// Stops training when a figure has not improved for a number of epochs, so that a network does not go on learning its
/// training rows by heart.
/// As in Keras 3: the first value always counts as an improvement, training never stops in epoch 0, and the best
/// weights, if they are to be restored, are restored at the end in any case. Unlike in Keras 3, a value that is NaN or
/// infinite is never the best, not even the first (in Keras nothing can then beat the NaN).
/// </summary>
public sealed class EarlyStopping : Callback
{
    readonly MonitoredFigure figure;
    readonly int patience, startFromEpoch, verbose;
    readonly double? baseline;
    readonly bool restoreBestWeights;

    double? best;
    int wait;
    IReadOnlyList<Tensor>? bestWeights;

    /// <param name="monitor">The key of the logs to watch, "val_loss" by default.</param>
    /// <param name="minDelta">How much better a value must be to count, 0 by default.</param>
    /// <param name="patience">How many epochs without improvement are tolerated, 0 by default.</param>
    /// <param name="mode">"min", "max", or "auto" (the default): losses and errors are to fall, accuracies to
    /// rise.</param>
    /// <param name="baseline">A value that must be beaten for an improvement to reset the wait.</param>
    /// <param name="restoreBestWeights">Whether the weights of the best epoch are put back at the end; false by
    /// default.</param>
    /// <param name="startFromEpoch">The first epoch, from 0, that is watched.</param>
    /// <param name="verbose">1 prints when it stops a training, and which weights it restores; 0 (the default) does
    /// not. (Keras has it behind patience.)</param>
    public EarlyStopping(
        string monitor = "val_loss", double minDelta = 0, int patience = 0, string mode = "auto",
        double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0, int verbose = 0)
    {
        figure = new MonitoredFigure(nameof(EarlyStopping), monitor, mode, minDelta);
        this.patience = Hyperparameter.AtLeast(0, patience, "EarlyStopping: patience");
        this.baseline = baseline is { } least ? Hyperparameter.Finite(least, "EarlyStopping: baseline") : null;
        this.restoreBestWeights = restoreBestWeights;
        this.startFromEpoch = Hyperparameter.AtLeast(0, startFromEpoch, "EarlyStopping: startFromEpoch");
        this.verbose = Hyperparameter.Verbose(verbose, nameof(EarlyStopping));
    }

    /// <summary>The epoch in which training was stopped, or null.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <summary>The epoch with the best value, or null.</summary>
    public int? BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override bool WantsBatches => false;

    /// <inheritdoc/>
    /// <exception cref="ModelException">Fit will not report the figure to watch; said before any weight
    /// changes.</exception>
    public override void OnTrainBegin()
    {
        (best, wait, bestWeights, StoppedEpoch, BestEpoch) = (null, 0, null, null, null);
        figure.Check(Model);
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        var (stopped, bestEpoch) = (StoppedEpoch, BestEpoch);
        state.Field("best", ref best);
        state.Field("wait", ref wait);
        state.Field("best_weights", ref bestWeights);
        state.Field("stopped_epoch", ref stopped);
        state.Field("best_epoch", ref bestEpoch);
        (StoppedEpoch, BestEpoch) = (stopped, bestEpoch);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (figure.Of(Model, logs) is not { } value || epoch < startFromEpoch)
            return;
        wait++;
        if (figure.IsBest(Model, value, best))
        {
            (best, BestEpoch) = (value, epoch);
            if (restoreBestWeights)
                bestWeights = Model.GetWeights();
            if (baseline is not { } least || figure.IsBetter(Model, value, least))
                wait = 0;
            return;
        }
        if (wait >= patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        if (verbose > 0 && StoppedEpoch is { } stopped)
            Say($"Epoch {stopped + 1}: early stopping");
        if (bestWeights is null)
            return;
        if (verbose > 0)
            Say($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        Model.SetWeights(bestWeights);
    }
}
