using System.ComponentModel;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What Keras 2 called <see cref="Input"/> in a Sequential; no program compiles with it.</summary>
[Obsolete(Keras2Advice.InputLayer, error: true), EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputLayer
{
    /// <summary>Keras 2's form.</summary>
    public InputLayer(Shape inputShape = default, Shape batchInputShape = default, string? name = null)
    {
    }

    /// <summary>So that the advice is the only error where a layer is wanted.</summary>
    public static implicit operator Layer(InputLayer layer) => throw new NotSupportedException();
}
