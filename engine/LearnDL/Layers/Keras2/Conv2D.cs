using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class Conv2D
{
    /// <summary>Keras 2's form, in which a layer could name the shape of its input.</summary>
    [Obsolete(Keras2Advice.InputShape, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Conv2D(int filters, Size2D kernelSize, Size2D? strides = null, Padding? padding = null,
        DataFormat? dataFormat = null, Size2D? dilationRate = null, int groups = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null, string? name = null, int inputDim = 0,
        Shape inputShape = default, Shape batchInputShape = default)
        : this(filters, kernelSize)
    {
    }
}
