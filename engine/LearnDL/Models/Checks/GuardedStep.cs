using LearnDL.Optimizers;

namespace LearnDL.Models;

/// <summary>
/// The optimizer's step, taken whole or not at all: if a number would not be finite afterwards, an error says which,
/// and the weights, and what the backward pass changed, are as before.
/// </summary>
sealed class GuardedStep(Model model, Optimizer optimizer)
{
    readonly SideEffects sideEffects = new(model);

    /// <summary>Remembers what the backward pass may change.</summary>
    public void BeforeBackward() => sideEffects.Remember();

    public void Take(in BatchResult result, BatchNumber number)
    {
        var average = sideEffects.FirstBad();
        var fault = average is null ? optimizer.TryStep() : null;
        if (average is null && fault is null)
            return;
        var error = average is null
            ? Divergence.OfStep(model, fault!.Value, result, number)
            : Divergence.OfAverage(model, average, result.Batch, number);
        sideEffects.TakeBack();
        throw error;
    }
}
