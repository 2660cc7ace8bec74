using LearnDL.Models;
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
    readonly string monitor;
    readonly double minDelta;
    readonly int patience, startFromEpoch;
    readonly bool? risesWhenBetter; // none: as the model says
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
    public EarlyStopping(
        string monitor = "val_loss", double minDelta = 0, int patience = 0, string mode = "auto",
        double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0)
    {
        risesWhenBetter = mode switch
        {
            "auto" => null,
            "min" => false,
            "max" => true,
            _ => throw NameList.Unknown("mode", mode, ["auto", "min", "max"]),
        };
        this.monitor = monitor;
        this.minDelta = Math.Abs(Hyperparameter.Finite(minDelta, "EarlyStopping: minDelta"));
        this.patience = Hyperparameter.AtLeast(0, patience, "EarlyStopping: patience");
        this.baseline = baseline is { } least ? Hyperparameter.Finite(least, "EarlyStopping: baseline") : null;
        this.restoreBestWeights = restoreBestWeights;
        this.startFromEpoch = Hyperparameter.AtLeast(0, startFromEpoch, "EarlyStopping: startFromEpoch");
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
        if (Model.Figures.Contains(monitor))
            return;
        var figures = string.Join(", ", Model.Figures);
        if (monitor.StartsWith("val_", StringComparison.Ordinal) && Model.Figures.Contains(monitor[4..]))
            throw new ModelException(
                $"EarlyStopping watches '{monitor}', but nothing is validated.", figures, monitor,
                $"Give Fit validationSplit or validationData, or watch '{monitor[4..]}'.");
        if (risesWhenBetter is null) // a figure that another callback adds may rise or fall
            throw new ModelException(
                $"EarlyStopping does not know the figure '{monitor}'.", figures, monitor,
                "Check the name; for a figure that a callback of yours adds, say mode \"min\" or \"max\".");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (!logs.TryGetValue(monitor, out var value))
        {
            if (Model.Figures.Contains(monitor)) // an epoch without validation
                return;
            throw NameList.Unknown("figure to monitor", monitor, [.. logs.Keys]);
        }
        if (epoch < startFromEpoch)
            return;
        wait++;
        if (double.IsFinite(value) && (best is null || IsBetter(value, best.Value)))
        {
            (best, BestEpoch) = (value, epoch);
            if (restoreBestWeights)
                bestWeights = Model.GetWeights();
            if (baseline is not { } least || IsBetter(value, least))
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
        if (bestWeights is not null)
            Model.SetWeights(bestWeights);
    }

    bool IsBetter(double value, double than) => (risesWhenBetter ?? Model.LargerIsBetter(monitor))
        ? value - minDelta > than
        : value + minDelta < than;
}
