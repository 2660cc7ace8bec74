namespace LearnDL.Layers;

/// <summary>
/// What a layer does with a mask (N, T): 1 where a sample has a real time step, 0 where it was only padded.
/// </summary>
public enum MaskUse
{
    /// <summary>
    /// It treats padding like everything else, and later layers get no mask: Flatten, Reshape, the layers for images.
    /// </summary>
    Ignores,

    /// <summary>
    /// It works on every time step alone, or leaves masked ones out, so the mask is good for its output too: Dense,
    /// Dropout, Activation, BatchNormalization.
    /// </summary>
    Passes,

    /// <summary>
    /// It skips masked time steps, and its output has no time axis left: a recurrent
    /// layer that returns its last output.
    /// </summary>
    Consumes,

    /// <summary>Its output has a mask whatever it got: Masking, Embedding with maskZero.</summary>
    Makes,
}
