using LearnDL.Saving;

namespace LearnDL.Optimizers;

// What an optimizer has gathered, for a training that is saved and resumed.
public abstract partial class Optimizer
{
    /// <summary>
    /// What the optimizer keeps: the batches it has seen, the rate, and its tensors for every weight, those of
    /// <see cref="NewSlot"/>. One of your own that keeps more adds it: <c>base.KeepState(state);
    /// state.Field("power", ref power)</c>.
    /// </summary>
    /// <exception cref="ConfigException">The state is another optimizer's, or one for other weights.</exception>
    public virtual void KeepState(TrainingState state)
    {
        state.Same("optimizer", GetType().Name);
        state.Same("slots", $"{slots.Count}");
        state.Field("batches", ref batches);
        state.Field("learning_rate", ref learningRate);
        if (batches < 0 || !(learningRate >= 0 && double.IsFinite(learningRate)))
            throw new ConfigException("The saved training has no such batch or rate.", "finite numbers from 0 up",
                $"batch {batches}, learning rate {learningRate}", TrainingState.Again);
        for (var s = 0; s < slots.Count; s++)
            for (var i = 0; i < slots[s].Length; i++)
                state.Field($"slot_{s}/{i}", slots[s][i]);
    }

    /// <summary>Whether the weights were taken over, so that there is something to keep.</summary>
    internal bool IsBuilt => parameters.Count > 0;
}
