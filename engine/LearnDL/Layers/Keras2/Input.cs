using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class Input
{
    /// <summary>Keras's form, in which an Input also names a type or the batch size.</summary>
    [Obsolete(Keras2Advice.InputType, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-2)]
    public Input(int?[]? shape = null, string? name = null, string? dtype = null, int?[]? batchShape = null,
        int? batchSize = null, bool sparse = false)
        : this(shape, name)
    {
    }
}
