using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The weights of all layers.</summary>
public partial class Model
{
    /// <inheritdoc/>
    /// <exception cref="ModelException">The model is not built yet, or another thread uses it.</exception>
    public override void SetWeights(IReadOnlyList<Tensor> weights)
    {
        using var held = modelLock.Enter();
        base.SetWeights(weights);
    }

    /// <summary>
    /// The SHA-256 of all weights' bits: two trainings that give the same hash have done the very same.
    /// </summary>
    public string WeightsHash() => Models.WeightsHash.Of(Parameters);

    /// <summary>Sets all gradients to 0, to which layers add theirs.</summary>
    internal void ClearGradients()
    {
        foreach (var parameter in ParameterSpan)
            parameter.Gradient.Fill(0);
    }
}
