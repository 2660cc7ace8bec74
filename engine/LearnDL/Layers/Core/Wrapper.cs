using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that are made of other layers, whose weights are theirs too: <see cref="TimeDistributed"/>,
/// <see cref="Bidirectional"/>.
/// </summary>
public abstract class Wrapper : Layer
{
    private protected Wrapper(string? name, params Layer[] inner)
    {
        (Name, Inner) = (name, inner);
        foreach (var layer in inner)
        {
            layer.IsInsideAnother = true;
            if (layer.Name is null)
                layer.MakeName(layer.Kind);
        }
    }

    /// <summary>The layers it is made of.</summary>
    public sealed override IReadOnlyList<Layer> Inner { get; }

    /// <summary>Builds an inner layer and takes its weights for its own.</summary>
    private protected void BuildInner(Layer inner, Shape inputShape, DType dtype, RandomSource random)
    {
        inner.Build(inputShape, dtype, random);
        foreach (var parameter in inner.Parameters)
            AddParameter(parameter);
    }
}
