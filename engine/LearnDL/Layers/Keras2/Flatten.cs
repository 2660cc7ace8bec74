using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class Flatten
{
    /// <summary>Keras 2's form, in which a layer could name the shape of its input.</summary>
    [Obsolete(Keras2Advice.InputShape, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Flatten(string? name = null, Shape inputShape = default, Shape batchInputShape = default)
        : this(name)
    {
    }
}
