using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Optimizers;

public partial class Adam
{
    /// <summary>Keras 2's form, with <c>lr</c> and <c>decay</c>.</summary>
    [Obsolete(Keras2Advice.Rate, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Adam(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        bool amsgrad = false, double? weightDecay = null, double lr = 0, double decay = 0, double clipnorm = 0,
        double clipvalue = 0)
        : this(learningRate)
    {
    }
}
