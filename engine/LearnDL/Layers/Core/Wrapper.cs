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
            layer.Name ??= LayerName.Kind(layer);
            if (layer is IRecurrentLayer { Settings.ReturnState: true })
                throw new ModelException($"{layer} returns its state beside its output, "
                    + $"but {Called(GetType().Name, name)} hands on one tensor.",
                    "returnState: false", "returnState: true", "Leave returnState out.");
        }
    }

    /// <summary>The layers it is made of.</summary>
    public IReadOnlyList<Layer> Inner { get; }

    /// <summary>A layer, those it is made of, and those that they are made of.</summary>
    internal static IEnumerable<Layer> WithInner(Layer layer) =>
        layer is Wrapper wrapper ? [layer, .. wrapper.Inner.SelectMany(WithInner)] : [layer];

    /// <summary>Whether training changes the weights; setting it sets it for the inner layers as well.</summary>
    public sealed override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            foreach (var layer in Inner)
                layer.Trainable = value;
        }
    }

    internal sealed override IEnumerable<Parameter> TrainableParameters =>
        Trainable ? Inner.SelectMany(layer => layer.TrainableParameters) : [];

    /// <summary>Builds an inner layer and takes its weights for its own.</summary>
    private protected void BuildInner(Layer inner, Shape inputShape, DType dtype, RandomSource random)
    {
        inner.Build(inputShape, dtype, random);
        foreach (var parameter in inner.Parameters)
            AddParameter(parameter);
    }

    /// <inheritdoc/>
    public sealed override void ResetState()
    {
        foreach (var layer in Inner)
            layer.ResetState();
    }

    internal sealed override void CheckStates(int samples, int batch)
    {
        foreach (var layer in Inner)
            layer.CheckStates(samples, batch);
    }

    internal sealed override void Restart(int seed)
    {
        foreach (var layer in Inner)
            layer.Restart(unchecked(seed++)); // each with draws of its own
    }
}
