namespace LearnDL.Plots;

/// <summary>Where a link begins or ends.</summary>
/// <param name="Layer">The number of the layer, or <see cref="Border"/> for the model's own inputs and outputs.</param>
/// <param name="Port">Which of its inputs or outputs.</param>
readonly record struct GraphEnd(int Layer, int Port)
{
    internal const int Border = -1;
}
