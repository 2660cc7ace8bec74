using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class Embedding
{
    /// <summary>Keras 2's form, in which the layer named the length of its sequences, and its weights.</summary>
    [Obsolete(Keras2Advice.EmbeddingArguments, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Embedding(int inputDim, int outputDim, Initializer? embeddingsInitializer = null, bool maskZero = false,
        Regularizer? embeddingsRegularizer = null, Constraint? embeddingsConstraint = null, string? name = null,
        int inputLength = 0, Shape inputShape = default, Shape batchInputShape = default,
        IReadOnlyList<Tensor>? weights = null, bool trainable = true)
        : this(inputDim, outputDim)
    {
    }
}
