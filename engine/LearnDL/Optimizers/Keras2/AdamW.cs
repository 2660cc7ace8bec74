using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Optimizers;

public sealed partial class AdamW
{
    /// <summary>Keras 2's form, with <c>lr</c> and <c>decay</c>.</summary>
    [Obsolete(Keras2Advice.Rate, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public AdamW(LearningRate? learningRate = null, double weightDecay = 0.004, double beta1 = 0.9,
        double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false, double lr = 0, double decay = 0,
        double clipnorm = 0, double clipvalue = 0)
        : this(learningRate)
    {
    }
}
