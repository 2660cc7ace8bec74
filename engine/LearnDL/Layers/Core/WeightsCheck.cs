using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>Whether weights can be set.</summary>
static class WeightsCheck
{
    /// <param name="layer">The layer, or model.</param>
    /// <param name="weights">What is to be set.</param>
    public static void Fit(Layer layer, IReadOnlyList<Tensor> weights)
    {
        var parameters = layer.Parameters;
        var who = $"{layer}";
        if (layer is Input)
            throw new ModelException($"{who} has no weights.", "a layer with weights", "an Input",
                "Set those of the layers behind it: GetLayer finds one by its name.");
        if (!layer.IsBuilt)
            throw new ModelException($"{who} is not built yet: it has no weights to set.",
                "an Input layer first, Build(shape), or data", "none of them",
                "Begin the model with new Input([8]) for samples of 8 numbers.");
        if (weights.Count != parameters.Count)
            throw new ShapeException($"{who} has another number of weights.",
                $"{parameters.Count} tensors", $"{weights.Count}", "Give the weights of one with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            if (weights[i].Shape != parameters[i].Value.Shape)
                throw new ShapeException($"Weight {i} ({parameters[i].Name}) of {who} has another shape.",
                    $"{parameters[i].Value.Shape}", $"{weights[i].Shape}",
                    "Give the weights of one with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            _ = FiniteNumbers.Check(weights[i], parameters[i].Value.DType, $"weight {i} ({parameters[i].Name})",
                $"Set finite numbers that {parameters[i].Value.DType} holds, or compute in Float64.");
    }
}
