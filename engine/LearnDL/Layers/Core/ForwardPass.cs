namespace LearnDL.Layers;

/// <summary>What a layer computes its output for.</summary>
/// <param name="Training">Whether the network learns, or is used.</param>
/// <param name="Draws">Which random numbers belong to the pass; none where a layer is used by itself, outside a
/// model.</param>
public readonly record struct ForwardPass(bool Training, Draws? Draws = null)
{
    /// <summary>The network is used: nothing is drawn.</summary>
    public static ForwardPass Use => default;

    /// <summary>The same for the use of a layer with this number in the model.</summary>
    internal ForwardPass OfCall(int number) =>
        Draws is { } draws ? this with { Draws = draws with { Call = number } } : this;

    /// <summary>The same for a layer that sees every time step as a sample of its own.</summary>
    internal ForwardPass OfTimeSteps(int T) =>
        Draws is { } draws ? this with { Draws = draws with { FirstSample = draws.FirstSample * T } } : this;
}
