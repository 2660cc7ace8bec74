using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Whether weights can be set.</summary>
static class WeightsCheck
{
    public static void Fit(Model model, Parameter[] parameters, IReadOnlyList<Tensor> weights)
    {
        if (!model.IsBuilt)
            throw new ModelException($"Model '{model.Name}' is not built yet: it has no weights to set.",
                "an Input layer first, Build(shape), or data", "none of them",
                "Begin with new Input([8]) for samples of 8 numbers.");
        if (weights.Count != parameters.Length)
            throw new ShapeException($"Model '{model.Name}' has another number of weights.",
                $"{parameters.Length} tensors", $"{weights.Count}",
                "Give the weights of a model with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            if (weights[i].Shape != parameters[i].Value.Shape)
                throw new ShapeException(
                    $"Weight {i} ({parameters[i].Name}) of model '{model.Name}' has another shape.",
                    $"{parameters[i].Value.Shape}", $"{weights[i].Shape}",
                    "Give the weights of a model with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            _ = FiniteCheck.Data(weights[i], model.DType, $"weight {i} ({parameters[i].Name})",
                $"Set finite numbers that {model.DType} holds, or compute in Float64.");
    }
}
