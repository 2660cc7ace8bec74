using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Optimizers;

public sealed partial class Ftrl
{
    /// <summary>Keras 2's form, with <c>lr</c> and <c>decay</c>.</summary>
    [Obsolete(Keras2Advice.Rate, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Ftrl(LearningRate? learningRate = null, double learningRatePower = -0.5,
        double initialAccumulatorValue = 0.1, double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0, double l2ShrinkageRegularizationStrength = 0, double beta = 0,
        double? weightDecay = null, double lr = 0, double decay = 0, double clipnorm = 0, double clipvalue = 0)
        : this(learningRate)
    {
    }
}
