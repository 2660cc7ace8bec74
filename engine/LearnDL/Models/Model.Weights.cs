using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The weights of all layers.</summary>
public abstract partial class Model
{
    /// <summary>Copies of all weights, layer by layer, kernel before bias.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. AllParameters().Select(p => p.Value.Keep())];

    /// <summary>
    /// Overwrites all weights, in the order of <see cref="GetWeights"/>. Either all fit and are set, or none is.
    /// </summary>
    /// <exception cref="ShapeException">Another number of weights, or one of another shape.</exception>
    /// <exception cref="DataException">A number that is not finite, or not in the model's
    /// <see cref="DType"/>.</exception>
    /// <exception cref="ModelException">The model is not built yet, or another thread uses it.</exception>
    public void SetWeights(IReadOnlyList<Tensor> weights)
    {
        using var held = modelLock.Enter();
        Parameter[] parameters = [.. AllParameters()];
        WeightsCheck.Fit(this, parameters, weights);
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].Value.CopyFrom(weights[i].Cast(DType));
    }

    /// <summary>
    /// The SHA-256 of all weights' bits: two trainings that give the same hash have done the very same.
    /// </summary>
    public string WeightsHash() => Models.WeightsHash.Of(AllParameters());

    internal IEnumerable<Parameter> AllParameters() => Layers.SelectMany(layer => layer.Parameters);

    internal IEnumerable<Parameter> TrainableParameters() => Layers.SelectMany(layer => layer.TrainableParameters);

    /// <summary>Sets all gradients to 0, to which layers add theirs.</summary>
    internal void ClearGradients()
    {
        for (var i = 0; i < Layers.Count; i++) // by index, as that makes no enumerators in every batch
            for (var j = 0; j < Layers[i].Parameters.Count; j++)
                Layers[i].Parameters[j].Gradient.Fill(0);
    }
}
