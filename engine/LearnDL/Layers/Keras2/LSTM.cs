using System.ComponentModel;
using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Layers;

public sealed partial class LSTM
{
    /// <summary>Keras 2's form, in which a layer could name the shape of its input.</summary>
    [Obsolete(Keras2Advice.InputShape, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public LSTM(int units, ActivationFunction? activation = null, ActivationFunction? recurrentActivation = null,
        bool useBias = true, Initializer? kernelInitializer = null, Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null, bool unitForgetBias = true, double dropout = 0,
        double recurrentDropout = 0, int? seed = null, bool returnSequences = false, bool returnState = false,
        bool goBackwards = false, bool stateful = false, int? truncate = null, Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null, Constraint? biasConstraint = null, string? name = null,
        int inputDim = 0, Shape inputShape = default, Shape batchInputShape = default, int inputLength = 0)
        : this(units)
    {
    }
}
