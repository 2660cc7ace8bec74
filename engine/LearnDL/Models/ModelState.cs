using LearnDL.Layers;
using LearnDL.Saving;

namespace LearnDL.Models;

/// <summary>What a model has beside its weights that the next step of a training depends on.</summary>
static class ModelState
{
    /// <summary>The part with the weights.</summary>
    public const string Weights = "weights";

    /// <summary>The random numbers to come, the states of stateful layers, and what the optimizer keeps.</summary>
    public static void Keep(Model model, TrainingState state, bool withRandom = true)
    {
        if (withRandom)
            model.Random.Keep(state.Part("random"));
        var layers = state.Part("layers");
        foreach (var (i, layer) in model.WithInner().Distinct().OfType<IRecurrentLayer>().Index())
            if (layer.Settings.Stateful)
                layer.KeepState(layers.Part($"{i}"));
        if (model.OptimizerIfAny is { } optimizer
            && (state.IsLoading ? state.Contains("optimizer") : optimizer.IsBuilt))
        {
            optimizer.Build([.. model.TrainableParameters]);
            optimizer.KeepState(state.Part("optimizer"));
        }
    }

    /// <summary>The weights, by name.</summary>
    public static void KeepWeights(Model model, TrainingState state)
    {
        var weights = state.Part(Weights);
        foreach (var (name, weight) in WeightNames.Of(model))
            weights.Keep(name, weight.Value);
    }
}
