using System.Diagnostics.CodeAnalysis;
using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>
/// Code of your own that <c>Fit</c> calls while it trains. Override what you need. Epochs and batches count from 0.
/// Logs may be added to in <see cref="OnEpochEnd"/>: what is added goes into the history.
/// One object may serve one Fit after another, but only once in each, and not two at a time. (Keras calls it as often
/// as it is listed.)
/// </summary>
public abstract class Callback
{
    Model? model;

    /// <summary>The model that is being trained.</summary>
    /// <exception cref="ModelException">Outside of Fit.</exception>
    [AllowNull]
    public Model Model
    {
        get => model ?? throw new ModelException(
            "A callback knows its model only while Fit runs.", "a call from Fit", "a call outside",
            "Give the callback to Fit.");
        internal set => model = value;
    }

    /// <summary>Whether a Fit that it was given to is running.</summary>
    internal bool IsAtWork => model is not null;

    /// <summary>
    /// Whether <see cref="OnTrainBatchEnd"/> is wanted; logs are put together after every batch only then.
    /// </summary>
    public virtual bool WantsBatches => true;

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>Before an epoch.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After a batch, with the means of the epoch so far.</summary>
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
}
