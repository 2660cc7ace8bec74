using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>What others need to know of a recurrent layer, whatever its time step saves.</summary>
interface IRecurrentLayer
{
    /// <summary>What its constructor was given.</summary>
    RecurrentSettings Settings { get; }

    /// <summary>Whether its state has a cell state beside h.</summary>
    bool HasCellState { get; }

    /// <summary>
    /// Where the size of the gradient at every time step is written down, while somebody wants to see it.
    /// </summary>
    StepNorms? Flow { get; set; }

    /// <summary>Remembers the state that a stateful layer keeps.</summary>
    void RememberState();

    /// <summary>Puts it back.</summary>
    void TakeBackState();

    /// <summary>The state that a stateful layer keeps, for a training that is resumed.</summary>
    void KeepState(TrainingState state);

    /// <summary>A layer of the same class, not built yet, with these settings.</summary>
    Layer Copy(RecurrentSettings settings, string? name);
}
