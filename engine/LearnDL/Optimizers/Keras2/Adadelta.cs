using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Optimizers;

public sealed partial class Adadelta
{
    /// <summary>Keras 2's form, with <c>lr</c> and <c>decay</c>.</summary>
    [Obsolete(Keras2Advice.Rate, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public Adadelta(LearningRate? learningRate = null, double rho = 0.95, double epsilon = 1e-7,
        double? weightDecay = null, double lr = 0, double decay = 0, double clipnorm = 0, double clipvalue = 0)
        : this(learningRate)
    {
    }
}
