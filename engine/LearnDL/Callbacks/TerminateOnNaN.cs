using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>
/// Ends the training when the loss is no longer a finite number, and lets Fit return what it has got so far.
/// Without it, Fit ends with an error that names the cause. With it, the epoch is reported with a loss of NaN and is
/// the last; the cause becomes a warning. Unlike in Keras, the weights are those before the batch that went wrong, and
/// so of use: a step that would not be finite is never taken. It also ends where the loss was still finite and only a
/// gradient was not; in Keras the next batch would show it.
/// </summary>
/// <param name="raiseError">Whether Fit shall end with the error after all, as it does without this callback; false by
/// default.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    internal override bool EndsOnNaN => !raiseError;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (raiseError || double.IsFinite(logs["loss"]))
            return;
        Say($"Batch {batch}: Invalid loss, terminating training");
        Model.StopTraining = true;
    }
}
