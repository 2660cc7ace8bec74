namespace LearnDL.Models;

/// <summary>
/// A model does one thing at a time: two threads would write to the same tensors.
/// From a callback, the thread that trains may test, predict, train on a batch and set weights; another Fit or a
/// Compile would change what the running Fit works with.
/// </summary>
sealed class ModelLock(Model model)
{
    readonly Lock gate = new();
    bool isFitting;

    /// <summary>For what may also be done between the batches of a Fit.</summary>
    public Held Enter() => gate.TryEnter() ? new Held(this, endsFit: false) : throw new ModelException(
        $"Model '{model.Name}' is in use by another thread.", "one Fit, Evaluate or Predict at a time", "a second one",
        "Wait for the first to end, or give the other thread a model of its own.");

    public Held EnterCompile() => EnterAlone("Compile");

    public Held EnterFit()
    {
        EnterAlone("Fit");
        isFitting = true;
        return new Held(this, endsFit: true);
    }

    Held EnterAlone(string what)
    {
        var held = Enter();
        if (!isFitting)
            return held;
        held.Dispose();
        throw new ModelException($"{what} was called while Fit trains model '{model.Name}'.",
            $"{what} before or after a Fit", "a call from a callback",
            "Set StopTraining, and call it when Fit has returned.");
    }

    /// <summary>The time in which the model is this thread's.</summary>
    public readonly struct Held(ModelLock modelLock, bool endsFit) : IDisposable
    {
        public void Dispose()
        {
            if (endsFit)
                modelLock.isFitting = false;
            modelLock.gate.Exit();
        }
    }
}
