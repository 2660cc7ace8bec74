using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class Masking
{
    /// <summary>Keras 2's form, in which a layer could name the shape of its input.</summary>
    [Obsolete(Keras2Advice.InputShape, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Masking(double maskValue = 0, string? name = null, Shape inputShape = default,
        Shape batchInputShape = default)
        : this(maskValue)
    {
    }
}
