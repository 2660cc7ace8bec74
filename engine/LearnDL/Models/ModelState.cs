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
        if (model.OptimizerIfAny is not { } optimizer)
            return;
        Parameter[] weights = [.. model.TrainableParameters];
        if (state.IsLoading && state.Contains("optimizer"))
            optimizer.Build(weights);
        // what it has gathered for other weights, before a layer was frozen or added, is of no use
        if (state.IsLoading ? state.Contains("optimizer") : optimizer.IsBuilt && optimizer.Owns(weights))
            optimizer.KeepState(state.Part("optimizer"));
    }

    /// <summary>The weights, by name.</summary>
    public static void KeepWeights(Model model, TrainingState state)
    {
        var weights = state.Part(Weights);
        foreach (var (name, weight) in WeightNames.Of(model))
            weights.Field(name, weight.Value);
    }
}
