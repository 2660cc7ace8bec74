using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>
/// What the regularizers of a model's trainable weights, and of its layers' outputs, add to the loss.
/// </summary>
static class Penalties
{
    /// <summary>Of the weights as they are, and of the outputs of the last pass forward.</summary>
    public static double Of(Model model)
    {
        var sum = model.ActivityPenalty;
        for (var i = 0; i < model.Layers.Count; i++) // by index, as that makes no enumerators in every batch
            for (var j = 0; j < model.Layers[i].Parameters.Count; j++)
                if (model.Layers[i].Parameters[j] is { Regularizer: { } penalty } w && IsTrained(model.Layers[i], w))
                    sum += penalty.Of(w.Value);
        return sum;
    }

    /// <summary>Adds those of the weights; those of outputs come in on the way back through the layers.</summary>
    public static void AddGradients(Model model)
    {
        for (var i = 0; i < model.Layers.Count; i++)
            for (var j = 0; j < model.Layers[i].Parameters.Count; j++)
                if (model.Layers[i].Parameters[j] is { Regularizer: { } penalty } w && IsTrained(model.Layers[i], w))
                    penalty.AddGradient(w.Value, w.Gradient, 1);
    }

    static bool IsTrained(Layer layer, Parameter w) =>
        w.IsTrainable && (layer is Wrapper ? layer.TrainableParameters.Contains(w) : layer.Trainable);
}
