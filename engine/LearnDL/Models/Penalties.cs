namespace LearnDL.Models;

/// <summary>
/// What the regularizers of a model's trainable weights, and of its layers' outputs, add to the loss.
/// </summary>
static class Penalties
{
    /// <summary>Of the weights as they are, and of the outputs of the last pass forward.</summary>
    public static double Of(Model model)
    {
        var sum = model.Call.Penalty;
        foreach (var w in model.ParameterSpan)
            if (w.Regularizer is { } penalty && model.Trains(w))
                sum += penalty.Of(w.Value);
        return sum;
    }

    /// <summary>Adds those of the weights; those of outputs come in on the way back through the layers.</summary>
    public static void AddGradients(Model model)
    {
        foreach (var w in model.ParameterSpan)
            if (w.Regularizer is { } penalty && model.Trains(w))
                penalty.AddGradient(w.Value, w.Gradient, 1);
    }
}
