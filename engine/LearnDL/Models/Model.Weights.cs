using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The weights of all layers.</summary>
public partial class Model
{
    /// <summary>Copies of all weights, layer by layer, kernel before bias.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. Parameters.Select(p => p.Value.Keep())];

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
        Parameter[] parameters = [.. Parameters];
        WeightsCheck.Fit(this, parameters, weights);
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].Value.CopyFrom(weights[i].Cast(DType));
    }

    /// <summary>
    /// The SHA-256 of all weights' bits: two trainings that give the same hash have done the very same.
    /// </summary>
    public string WeightsHash() => Models.WeightsHash.Of(Parameters);

    /// <summary>Sets all gradients to 0, to which layers add theirs.</summary>
    internal void ClearGradients()
    {
        foreach (var parameter in weights)
            parameter.Gradient.Fill(0);
    }
}
