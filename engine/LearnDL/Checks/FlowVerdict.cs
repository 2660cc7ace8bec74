namespace LearnDL.Checks;

/// <summary>What becomes of a gradient on its way back through the time steps of a recurrent layer.</summary>
public enum FlowVerdict
{
    /// <summary>It keeps its size, within a factor of <see cref="StepFlow.Limit"/>.</summary>
    Steady,

    /// <summary>
    /// The first time steps get less than 1/<see cref="StepFlow.Limit"/> of the largest gradient: what
    /// happened early is hardly learned from.
    /// </summary>
    Vanishing,

    /// <summary>
    /// The first time steps get more than <see cref="StepFlow.Limit"/> times what the last one gets: they rule a
    /// training step, which may throw the weights far off.
    /// </summary>
    Exploding,

    /// <summary>Some gradient is not finite.</summary>
    NotFinite,
}
