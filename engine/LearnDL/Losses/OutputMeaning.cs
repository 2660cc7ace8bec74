namespace LearnDL.Losses;

/// <summary>
/// What the outputs of a model stand for. Its loss decides on that: metrics, and what turns outputs into classes, ask
/// it.
/// </summary>
public enum OutputMeaning
{
    /// <summary>Numbers, such as a price or a temperature.</summary>
    Numbers,

    /// <summary>Each output on its own is the probability of a yes.</summary>
    Probabilities,

    /// <summary>The outputs of a row are the shares of classes of which one is right.</summary>
    Shares,

    /// <summary>Scores of any size, as for the hinges: above 0 is a yes, the largest of several the class.</summary>
    Scores,
}
