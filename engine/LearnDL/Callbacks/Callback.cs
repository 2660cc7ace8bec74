using System.Diagnostics.CodeAnalysis;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Callbacks;

/// <summary>
/// Code of your own that <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> call while they run. Override what you need.
/// Epochs and batches count from 0. The order is Keras 3's: where Fit validates, it calls the hooks of a test, between
/// the last batch of the epoch and <see cref="OnEpochEnd"/>. At the beginning of anything there are no figures yet, so
/// those hooks get none. (Keras gives them an empty dictionary.)
/// Logs may be added to in <see cref="OnEpochEnd"/>: what is added goes into the history.
/// One object may serve one Fit after another, but only once in each, and not two at a time. (Keras calls it as often
/// as it is listed.) What began is always told its end, also when something fails. (In Keras it is not.)
/// </summary>
public abstract partial class Callback
{
    Model? model;

    /// <summary>The model that is being trained, tested or used.</summary>
    /// <exception cref="ModelException">Outside of Fit, Evaluate and Predict.</exception>
    [AllowNull]
    public Model Model
    {
        get => model ?? throw new ModelException(
            "A callback knows its model only while Fit runs, or Evaluate or Predict.", "a call from one of them",
            "a call outside", "Give the callback to Fit.");
        internal set => model = value;
    }

    /// <summary>Whether a Fit, an Evaluate or a Predict that it was given to is running.</summary>
    internal bool IsAtWork => model is not null;

    /// <summary>Where <see cref="Say"/> prints.</summary>
    internal ProgressPrinter? Progress { get; set; }

    /// <summary>
    /// Whether the hooks of batches are wanted; logs are put together after every batch only then.
    /// </summary>
    public virtual bool WantsBatches => true;

    /// <summary>Whether a step that would not be finite ends the training without an error.</summary>
    internal virtual bool EndsOnNaN => false;

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>Before an epoch.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>Before a batch of the training.</summary>
    public virtual void OnTrainBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of the training, with the means of the epoch so far.</summary>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>After an epoch, with its figures and those of the validation.</summary>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>After the last epoch, also when training stopped early, was cancelled or failed.</summary>
    public virtual void OnTrainEnd()
    {
    }

    /// <summary>
    /// The same, with the figures of the last epoch that was completed; without any where there was none. Calls the
    /// form without figures; override one of the two.
    /// </summary>
    public virtual void OnTrainEnd(Logs logs) => OnTrainEnd();

    /// <summary>Before a test: an Evaluate, or the validation of an epoch.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>Before a batch of a test.</summary>
    public virtual void OnTestBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of a test, with the means so far.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>
    /// After a test, with its figures, in a validation too without "val_"; without figures when it failed.
    /// </summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before the first batch of a Predict.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>Before a batch of a Predict.</summary>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>
    /// After a batch of a Predict, with the model's outputs for it, each (N, …); they end with the batch, so
    /// <c>Keep()</c> what is to stay. (Keras has them in the logs, as "outputs".)
    /// </summary>
    public virtual void OnPredictBatchEnd(int batch, IReadOnlyList<Tensor> outputs)
    {
    }

    /// <summary>After the last batch of a Predict, also when it failed.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Prints a line where the model prints, below a progress bar.</summary>
    private protected void Say(string text) => Progress?.Say(text);
}
