namespace LearnDL.Models;

/// <summary>
/// A model does one thing at a time: two threads would write to the same tensors.
/// From a callback, the thread that trains may test, predict, train on a batch and set weights; another Fit or a Compile would change
/// what the running Fit works with.
/// </summary>
sealed class Turns(Model model)
{
    readonly Lock gate = new();
    bool fits;

    /// <summary>A turn for what may also be done between the batches of a Fit.</summary>
    public Turn Enter() => gate.TryEnter() ? new Turn(this, endsFit: false) :
        throw new ModelException($"Model '{model.Name}' is in use by another thread.", "one Fit, Evaluate or Predict at a time", "a second one", "Wait for the first to end, or give the other thread a model of its own.");

    /// <summary>A turn for Compile.</summary>
    public Turn EnterCompile() => EnterAlone("Compile");

    /// <summary>A turn for Fit.</summary>
    public Turn EnterFit()
    {
        EnterAlone("Fit");
        fits = true;
        return new Turn(this, endsFit: true);
    }

    Turn EnterAlone(string what)
    {
        var turn = Enter();
        if (!fits)
            return turn;
        turn.Dispose();
        throw new ModelException($"{what} was called while Fit trains model '{model.Name}'.", $"{what} before or after a Fit", "a call from a callback", "Set StopTraining, and call it when Fit has returned.");
    }

    /// <summary>The time in which the model is this thread's.</summary>
    public readonly struct Turn(Turns turns, bool endsFit) : IDisposable
    {
        public void Dispose()
        {
            if (endsFit)
                turns.fits = false;
            turns.gate.Exit();
        }
    }
}
