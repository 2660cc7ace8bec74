using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What the backward pass through time needs of the forward pass: a record for every group of
/// samples, and the state they ended in.
/// </summary>
/// <param name="Groups">The records; there may be more places than groups.</param>
/// <param name="Count">The number of groups.</param>
/// <param name="Final">The state of all samples after the last time step (N, U).</param>
public readonly record struct RecurrentSaved<TStep>(RecurrentGroup<TStep>[] Groups, int Count, RecurrentState Final)
    where TStep : struct;
