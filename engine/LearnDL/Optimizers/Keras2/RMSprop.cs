using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Optimizers;

public sealed partial class RMSprop
{
    /// <summary>Keras 2's form, with <c>lr</c> and <c>decay</c>.</summary>
    [Obsolete(Keras2Advice.Rate, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public RMSprop(LearningRate? learningRate = null, double rho = 0.9, double momentum = 0, double epsilon = 1e-7,
        bool centered = false, double? weightDecay = null, double lr = 0, double decay = 0, double clipnorm = 0,
        double clipvalue = 0)
        : this(learningRate)
    {
    }
}
